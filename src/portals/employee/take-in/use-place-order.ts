import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answered, api } from '../../shared/api/client.js';
import { newKey } from '../../shared/api/new-key.js';
import { queryClient } from '../../shared/api/query-client.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { mayPass } from '../../shared/api/refusal.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { keepDraft } from '../../shared/session/store.js';
import type { Draft } from './draft.js';

/** Places the order under the key it was begun with, so that any number of tries makes one order, and shows it. */
export function usePlaceOrder(draft: Draft, change: (how: (now: Draft) => Draft) => void, startOver: () => void) {
  const navigate = useNavigate();
  const placing = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/orders', { params: { header: { 'Idempotency-Key': draft.key } }, body: bodyOf(draft) })),
    onSuccess: async ({ order, possibleDuplicateOf }) => {
      soundOf('good');
      queryClient.setQueryData(['order', order.id, 'record'], { order, tag: null });
      await keepDraft('order', null);
      refreshFor('order.created');
      await navigate({
        to: '/orders/$id',
        params: { id: order.id },
        search: { placed: true, ...(possibleDuplicateOf ? { like: possibleDuplicateOf } : {}) },
      });
      startOver();
    },
    onError: (error) => {
      soundOf('bad');
      // The server said no for good, so nothing stands under this key: what is put right is another request.
      if (!mayPass(error)) change((now) => ({ ...now, key: newKey() }));
    },
  });
  return { ...placing, place: () => !placing.isPending && placing.mutate() };
}

function bodyOf({ customer, name, phone, lines, pickupDate, notes }: Draft) {
  return {
    ...(customer
      ? { customerId: customer.id }
      : { customerName: name, ...(phone.trim() ? { customerPhone: phone } : {}) }),
    items: lines.map(({ service, quantity, note }) => ({ serviceId: service.id, quantity, ...(note ? { note } : {}) })),
    ...(pickupDate ? { pickupDate } : {}),
    ...(notes ? { specialInstructions: notes } : {}),
  };
}
