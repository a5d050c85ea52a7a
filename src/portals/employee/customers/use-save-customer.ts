import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { answered, api } from '../../shared/api/client.js';
import { newKey } from '../../shared/api/new-key.js';
import type { Customer } from '../../shared/api/records.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { mayPass } from '../../shared/api/refusal.js';
import { tellDone } from '../../shared/ui/toasts.js';

export type CustomerTexts = { name: string; phone: string; email: string; address: string; notes: string };

/** Enters `customer`, or changes what of it was typed otherwise, unless somebody else changed it meanwhile and not `anyway`. */
export function useSaveCustomer(customer: Customer | null, tag: string | null, saved: (record: Customer) => void) {
  const t = useTranslations('customers');
  const key = useRef(newKey());
  return useMutation({
    mutationFn: ({ texts, anyway }: { texts: CustomerTexts; anyway: boolean }) =>
      customer ? change(customer, texts, anyway ? null : tag) : enter(texts, key.current),
    onSuccess: (record) => {
      tellDone(t('saved', { name: record.name }));
      refreshFor('customer.updated');
      saved(record);
    },
    onError: (error) => {
      if (!mayPass(error)) key.current = newKey();
    },
  });
}

function enter(texts: CustomerTexts, key: string): Promise<Customer> {
  const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
  const body = { ...filled, name: texts.name };
  return answered(api.POST('/employee/api/customers', { params: { header: { 'Idempotency-Key': key } }, body }));
}

function change(customer: Customer, texts: CustomerTexts, tag: string | null): Promise<Customer> {
  const changed = Object.entries(texts).filter(
    ([name, text]) => (customer[name as keyof CustomerTexts] ?? '') !== text,
  );
  const params = { path: { id: customer.id }, header: tag ? { 'If-Match': tag } : {} };
  return answered(api.PUT('/employee/api/customers/{id}', { params, body: Object.fromEntries(changed) }));
}
