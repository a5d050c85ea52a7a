import { useQueries } from '@tanstack/react-query';
import { answered, api } from '../../shared/api/client.js';
import { type Direction, sources } from './directions.js';

const MOST_IN_BATCH = 200;

/** The orders that may be sent this way, newest first within each list. */
export function useWaiting(direction: Direction) {
  const lists = useQueries({
    queries: sources[direction].map((filters) => ({
      queryKey: ['orders', 'to-send', filters],
      queryFn: () =>
        answered(api.GET('/employee/api/orders', { params: { query: { ...filters, limit: MOST_IN_BATCH } } })),
    })),
  });
  return {
    orders: lists.flatMap(({ data }) => data ?? []),
    error: lists.find(({ error }) => error)?.error ?? null,
    isPending: lists.some(({ isPending }) => isPending),
    again: () => {
      for (const list of lists) void list.refetch();
    },
  };
}
