import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { answered, api } from '../../shared/api/client.js';
import { newKey } from '../../shared/api/new-key.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { mayPass } from '../../shared/api/refusal.js';
import { useSession } from '../../shared/session/session.js';
import type { Direction } from './directions.js';

/** Makes a batch of these orders and sends it off; tried again after a silence it is still one batch. */
export function useSend(direction: Direction, sent: (transitId: string) => void) {
  const session = useSession();
  const key = useRef(newKey());
  const by = session.state === 'in' ? session.person.name : '';
  return useMutation({
    mutationFn: async (ids: string[]) => {
      const header = { 'Idempotency-Key': key.current };
      const body = { type: direction, order_ids: ids, created_by: by };
      const batch = await answered(api.POST('/employee/api/transit-batches', { params: { header }, body }));
      const path = { id: batch.id };
      return answered(api.PUT('/employee/api/transit-batches/{id}/initiate', { params: { path }, body: {} }));
    },
    onSuccess: ({ transitId }) => {
      key.current = newKey();
      sent(transitId);
    },
    onError: (error) => {
      if (!mayPass(error)) key.current = newKey();
    },
    onSettled: () => refreshFor('transit_batch.created'),
  });
}
