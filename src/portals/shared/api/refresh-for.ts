import { queryClient } from './query-client.js';

const GATHERED_FOR_MS = 200;

/** Which lists an event makes old, by the noun it begins with. */
const listsOf: Record<string, readonly string[]> = {
  order: ['orders', 'order', 'batches'],
  transit_batch: ['batches', 'orders', 'order'],
  delivery: ['orders', 'order'],
  scan: ['order'],
  customer: ['customers', 'customer'],
  service: ['services'],
  opened: ['orders', 'order', 'batches', 'customers', 'customer'],
};

let waiting = new Set<string>();

/** Has everything on the screen read anew that this event is about; many at once are one reading. */
export function refreshFor(type: string): void {
  const lists = type === 'reset' ? Object.values(listsOf).flat() : (listsOf[type.split('.')[0] ?? ''] ?? []);
  if (lists.length === 0) return;
  if (waiting.size === 0) setTimeout(refresh, GATHERED_FOR_MS);
  for (const list of lists) waiting.add(list);
}

function refresh(): void {
  const lists = waiting;
  waiting = new Set();
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => lists.has(String(queryKey[0])) });
}
