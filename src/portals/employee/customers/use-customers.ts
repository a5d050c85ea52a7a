import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answeredWith, api } from '../../shared/api/client.js';
import { nextCursor } from '../orders/use-orders.js';

const PAGE = 50;

/** Customers, newest first; with `q` those that it finds. */
export function useCustomers(q: string, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['customers', { q }],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const query = { ...(q ? { q } : {}), limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      const { data, response } = await answeredWith(api.GET('/employee/api/customers', { params: { query } }));
      return { customers: data, total: Number(response.headers.get('X-Total-Count')), next: nextCursor(response) };
    },
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => ({ customers: pages.flatMap(({ customers }) => customers), total: pages[0]?.total ?? 0 }),
  });
}

/** One customer, with the tag by which a change tells that nobody else changed it meanwhile. */
export function useCustomer(id: number) {
  return useQuery({
    queryKey: ['customer', id],
    queryFn: async () => {
      const { data, response } = await answeredWith(
        api.GET('/employee/api/customers/{id}', { params: { path: { id } } }),
      );
      return { customer: data, tag: response.headers.get('ETag') };
    },
  });
}
