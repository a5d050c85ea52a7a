import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../shared/api/client.js';
import type { Batch } from '../../shared/api/records.js';

const open = ['PENDING', 'IN_TRANSIT', 'ARRIVED'] as const satisfies readonly Batch['status'][];

/** The batches that are under way, those that wait for somebody first. */
export function useOpenBatches() {
  return useQuery({
    queryKey: ['batches', 'open'],
    queryFn: async () => {
      const lists = await Promise.all(open.map(list));
      return lists.flat();
    },
  });
}

function list(status: Batch['status']): Promise<Batch[]> {
  return answered(api.GET('/employee/api/transit-batches', { params: { query: { status, limit: 50 } } }));
}
