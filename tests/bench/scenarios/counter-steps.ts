import type { Access } from '../measure/accounts.js';
import type { Call, Client } from '../measure/client.js';
import type { Timed } from '../measure/closed-loop.js';
import { historyOrder } from './history-orders.js';
import { LAST_SIXTY_DAYS } from './last-sixty-days.js';
import { returningOrder } from './order-bodies.js';

export type ReadKind = 'single' | 'list' | 'search' | 'services' | 'dashboard';
export type WriteKind = 'order' | 'ready' | 'picked up' | 'delivered';

/** Ids of orders between the counter and their customer's door, by what is next. */
export type Shelf = Record<'ready' | 'picked up' | 'delivered', string[]>;

/** What a clerk looks at; `number` tells single orders apart. */
export function readingOf(kind: ReadKind, access: Access, number: number): Call {
  const { employee, admin } = access;
  switch (kind) {
    case 'single':
      return { path: `/api/orders/${historyOrder(number)}`, headers: employee };
    case 'list':
      return { path: '/employee/api/orders', headers: employee };
    case 'search':
      return { path: '/admin/api/orders?limit=100&status=Delivered&q=9198000002', headers: admin };
    case 'services':
      return { path: '/api/services' };
    case 'dashboard':
      return { path: `/admin/api/dashboard-summary${LAST_SIXTY_DAYS}`, headers: admin };
  }
}

/** Moves an order on by one of the four writes of its way. Places one where none is waiting for this write. */
export async function write(
  kind: WriteKind,
  client: Client,
  access: Access,
  shelf: Shelf,
  timed: Timed,
): Promise<void> {
  const id = kind === 'order' ? undefined : shelf[kind].shift();
  if (kind === 'order' || id === undefined) {
    const answer = await timed('order', () => client.call(placing()));
    shelf.ready.push((JSON.parse(answer.toString()) as { order: { id: string } }).order.id);
    return;
  }
  await timed(kind, () => client.call(movingOf(kind, id, access)));
  if (kind === 'ready') shelf['picked up'].push(id);
  if (kind === 'picked up') shelf.delivered.push(id);
}

export function placing(): Call {
  return { method: 'POST', path: '/api/orders', body: returningOrder() };
}

/** Ready on the spot by a clerk, then two scans of the one who brings it. */
export function movingOf(kind: Exclude<WriteKind, 'order'>, id: string, { employee: headers }: Access): Call {
  const scan = (orderStatus: string): Call => {
    const body = { orderId: id, orderStatus, location: 'Indiranagar' };
    return { method: 'POST', path: '/worker/scan', headers, body };
  };
  if (kind === 'picked up') return scan('Picked Up');
  if (kind === 'delivered') return scan('Delivered');
  const body = { status: 'Ready for Delivery' };
  return { method: 'PUT', path: `/employee/api/orders/${id}/status`, headers, body };
}
