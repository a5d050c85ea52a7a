import { randomBytes } from 'node:crypto';
import { historyCustomer } from '../history/history-statements.js';
import { type Access, CUSTOMER } from '../measure/accounts.js';
import { fire, type LoadRequest } from '../measure/load.js';
import { kinds } from '../measure/targets.js';
import { BOTH_LOADS, type Scenario } from './scenario.js';

/** The first order of the generated history, which every copy of it has. */
const KNOWN_ORDER = '9e3779b9';
const WITH_TWENTY = 'c1@example.com';

const order = (customerEmail: string, customerName: string, customerPhone: string) =>
  JSON.stringify({
    customerName,
    customerEmail,
    customerPhone,
    items: [
      { serviceId: 's1', quantity: 2 },
      { serviceId: 's3', quantity: 3 },
    ],
    pickupDate: '2026-12-01',
    specialInstructions: 'No starch',
  });

let returning = 0;
// Four hundred regulars, so that neither database meets one customer's row all the time.
const returningOrder = () => {
  returning = (returning + 1) % 400;
  const { name, email, phone } = historyCustomer(returning + 1);
  return order(email, name, phone);
};
const newOrder = () => order(`new.${randomBytes(6).toString('hex')}@example.com`, 'Asha Rao', '+919812345678');

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
  repeated('GET /admin/api/dashboard-summary', read(`/admin/api/dashboard-summary${lastSixtyDays()}`, 'admin'), {
    connections: [16],
  }),
  repeated('GET barcode.png, stored', read(`/api/orders/${KNOWN_ORDER}/barcode.png`), { connections: [16] }),
  repeated(
    'POST /auth/login',
    write('/auth/login', () => JSON.stringify(CUSTOMER)),
    { connections: [16] },
  ),
  repeated('POST /api/orders, returning customer', write('/api/orders', returningOrder), { budget: 0.6 }),
  repeated('POST /api/orders, new customer', write('/api/orders', newOrder), { budget: 0.6 }),
];

function lastSixtyDays(): string {
  const day = (daysAgo: number) =>
    new Date(Date.now() - daysAgo * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' });
  return `?from=${day(59)}&to=${day(0)}`;
}
