import { useInfiniteQuery } from '@tanstack/react-query';
import { answeredWith, api } from '../../shared/api/client.js';
import type { Status } from '../../shared/api/records.js';

export type OrderFilters = { status?: Status; q?: string; missing?: '1'; all?: '1' };

const PAGE = 50;

/** Orders with these filters, newest first, a page at a time; without filters those that wait to be sent. */
export function useOrders(filters: OrderFilters, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['orders', filters],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const query = { ...filters, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      const { data, response } = await answeredWith(api.GET('/employee/api/orders', { params: { query } }));
      return { orders: data, total: Number(response.headers.get('X-Total-Count')), next: nextCursor(response) };
    },
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => ({ orders: pages.flatMap(({ orders }) => orders), total: pages[0]?.total ?? 0 }),
  });
}

/** Where the next page of a list begins; undefined behind the last. */
export function nextCursor(response: Response): string | undefined {
  const address = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '')?.[1];
  return address ? (new URL(address, location.origin).searchParams.get('cursor') ?? undefined) : undefined;
}
