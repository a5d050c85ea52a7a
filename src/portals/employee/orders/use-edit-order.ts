import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { answered, api } from '../../shared/api/client.js';
import type { Order } from '../../shared/api/records.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { tellDone } from '../../shared/ui/toasts.js';

export type OrderTexts = Pick<Order, 'customerName' | 'customerPhone' | 'pickupDate' | 'specialInstructions'>;

/** Changes the texts of the order that was on the screen when the form opened: what somebody else changed since is refused, unless `anyway`. */
export function useEditOrder(id: string, done: () => void) {
  const t = useTranslations('order');
  const shown = useQueryClient().getQueryData<{ tag: string | null }>(['order', id, 'record']);
  const tag = useRef(shown?.tag ?? null);
  return useMutation({
    mutationFn: ({ texts, anyway }: { texts: Partial<OrderTexts>; anyway: boolean }) => {
      const header = tag.current && !anyway ? { 'If-Match': tag.current } : {};
      return answered(api.PUT('/employee/api/orders/{id}', { params: { path: { id }, header }, body: texts }));
    },
    onSuccess: () => {
      tellDone(t('edited', { id }));
      done();
    },
    onSettled: () => refreshFor('order.updated'),
  });
}
