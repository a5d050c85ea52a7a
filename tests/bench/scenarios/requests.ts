import { type Access, CUSTOMER } from '../measure/accounts.js';
import { fire, type LoadRequest } from '../measure/load.js';
import { kinds } from '../measure/targets.js';
import { KNOWN_ORDER } from './history-orders.js';
import { LAST_SIXTY_DAYS } from './last-sixty-days.js';
import { newOrder, returningOrder } from './order-bodies.js';
import { BOTH_LOADS, type Scenario } from './scenario.js';

const WITH_TWENTY = 'c1@example.com';

const read =
  (path: string, who?: keyof Access) =>
  (access: Access): LoadRequest => ({
    path,
    headers: who ? access[who] : {},
  });
const write = (path: string, body: () => string) => (): LoadRequest => ({ method: 'POST', path, body });

/** One kind of request, sent over and over. */
function repeated(name: string, request: (access: Access) => LoadRequest, more: Partial<Scenario> = {}): Scenario {
  return {
    name,
    connections: BOTH_LOADS,
    against: kinds,
    run: ({ target, access, connections, seconds }) => fire(target, request(access), connections, seconds),
    ...(request({ admin: {}, employee: {} }).method === 'POST' ? {} : { same: request }),
    ...more,
  };
}

/** Reads first: they are compared on the history as it was made, and the writes change it. */
export const requestScenarios: Scenario[] = [
  repeated('GET /ping', read('/ping'), { budget: 0.6 }),
  repeated('GET /api/services', read('/api/services'), { budget: 0.6 }),
  repeated('GET /api/orders?email= (20 orders)', read(`/api/orders?email=${WITH_TWENTY}`, 'employee'), { budget: 0.5 }),
  repeated('GET /api/orders/:id', read(`/api/orders/${KNOWN_ORDER}`, 'employee'), { budget: 0.5 }),
  repeated('GET /employee/api/orders (200 waiting)', read('/employee/api/orders', 'employee'), { budget: 0.5 }),
  repeated(
    'GET /admin/api/orders (100, status and search)',
    read('/admin/api/orders?limit=100&status=Delivered&q=9198000002', 'admin'),
    { budget: 0.5 },
  ),
  repeated('GET /admin/api/dashboard-summary', read(`/admin/api/dashboard-summary${LAST_SIXTY_DAYS}`, 'admin'), {
    connections: [16],
  }),
  repeated('GET barcode.png, stored', read(`/api/orders/${KNOWN_ORDER}/barcode.png`), { connections: [16] }),
  repeated(
    'POST /auth/login',
    write('/auth/login', () => JSON.stringify(CUSTOMER)),
    { connections: [16] },
  ),
  repeated(
    'POST /api/orders, returning customer',
    write('/api/orders', () => JSON.stringify(returningOrder())),
    { budget: 0.6 },
  ),
  repeated(
    'POST /api/orders, new customer',
    write('/api/orders', () => JSON.stringify(newOrder())),
    { budget: 0.6 },
  ),
];
