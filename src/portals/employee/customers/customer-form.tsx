import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Customer } from '../../shared/api/records.js';
import { Refusal } from '../../shared/api/refusal.js';
import { Button } from '../../shared/ui/button.js';
import { Dialog, DialogButtons } from '../../shared/ui/dialog.js';
import { Field, TextArea } from '../../shared/ui/field.js';
import { Form, Pair } from '../../shared/ui/form.js';
import { Notice } from '../../shared/ui/notice.js';
import { Refused } from '../../shared/ui/refused.js';
import { type CustomerTexts, useSaveCustomer } from './use-save-customer.js';

type Props = { customer: Customer | null; tag: string | null; close: () => void; saved: (customer: Customer) => void };

/** Enters somebody new, or puts right what is known of somebody. */
export function CustomerForm({ close, saved, ...shown }: Props) {
  const t = useTranslations('customers');
  const shared = useTranslations('shared');
  // What the form began with: the record behind it may change while somebody types.
  const [{ customer, tag }] = useState(shown);
  const [texts, setTexts] = useState<CustomerTexts>({
    name: customer?.name ?? '',
    phone: customer?.phone ?? '',
    email: customer?.email ?? '',
    address: customer?.address ?? '',
    notes: customer?.notes ?? '',
  });
  const saving = useSaveCustomer(customer, tag, (record) => {
    close();
    saved(record);
  });
  const outrun = saving.error instanceof Refusal && saving.error.status === 412;
  const field = (name: keyof CustomerTexts) => ({
    label: t(name),
    value: texts[name],
    onChange: (event: { target: { value: string } }) => setTexts((now) => ({ ...now, [name]: event.target.value })),
  });
  return (
    <Dialog open title={customer ? t('editTitle', { name: customer.name }) : t('add')} close={close}>
      <Form onSubmit={() => saving.mutate({ texts, anyway: outrun })}>
        <Pair>
          <Field {...field('name')} required autoComplete="off" />
          <Field {...field('phone')} type="tel" autoComplete="off" />
        </Pair>
        <Field {...field('email')} type="email" autoComplete="off" />
        <Field {...field('address')} autoComplete="off" />
        <TextArea {...field('notes')} rows={2} />
        {outrun ? <Notice tone="warn" title={t('meanwhile')} /> : <Refused error={saving.error} />}
        <DialogButtons>
          <Button onClick={close}>{shared('cancel')}</Button>
          <Button type="submit" look="main" disabled={saving.isPending}>
            {outrun ? t('saveAnyway') : shared('save')}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
