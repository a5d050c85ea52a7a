import { historyCustomer, historyOrderId } from '../history/history-statements.js';
import { COMMON_WORDS_BUDGET, DASHBOARD_BUDGET, LIST_BUDGET, type Request, type Scenario } from './scenarios.js';
import type { Side } from './sides.js';

type Who = keyof Side['access'];

const read = (
  name: string,
  path: string | ((side: Side, turn: number) => string),
  who: Who = 'admin',
  budget = LIST_BUDGET,
): Scenario => ({
  name,
  budget,
  request: (side, turn): Request => ({
    path: typeof path === 'string' ? path : path(side, turn),
    headers: side.access[who],
  }),
});

const spread = (turn: number, below: number) => (turn * 7_919) % below;
const anOrder = ({ orders }: Side, turn: number) => historyOrderId(spread(turn, orders));
const aCustomer = ({ orders }: Side, turn: number) => historyCustomer(spread(turn, orders / 20) + 1);
/** A page behind the middle of a list that is sorted by time and id. */
const middle = ({ orders }: Side, id: string | number) => {
  const at = Date.now() - (orders / 2) * 144_000;
  return Buffer.from(JSON.stringify([Math.round(at), id])).toString('base64url');
};
const day = (ago: number) =>
  new Date(Date.now() - ago * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' });

const orders = (more: string) => `/admin/api/orders?limit=100${more}`;

export const readScenarios: Scenario[] = [
  read('ping', '/ping'),
  read('services', '/api/services'),
  read('one order', (side, turn) => `/api/orders/${anOrder(side, turn)}`, 'employee'),
  read('timeline of an order', (side, turn) => `/api/orders/${anOrder(side, turn)}/timeline`, 'employee'),
  read('order by scanned code', (side, turn) => `/employee/api/orders/${anOrder(side, turn)}-2`, 'employee'),
  read('orders of a customer', (side, turn) => `/api/orders?email=${aCustomer(side, turn).email}`, 'employee'),
  read('orders at the counter', '/employee/api/orders', 'employee'),
  read('orders, all at the counter desk', '/employee/api/orders?all=1&limit=100', 'employee'),
  read('orders', orders('')),
  read('orders by status, nearly all', orders('&status=Delivered')),
  read('orders by status, some', orders('&status=Ready%20for%20Delivery')),
  read('orders of seven days', orders(`&from=${day(9)}&to=${day(3)}`)),
  read('orders since ever', orders('&from=2001-01-01')),
  read('orders by status since ever, to a minute', orders('&status=Delivered&from=2001-01-01&to=2099-01-01T10:07:30Z')),
  read('orders, a page in the middle', (side) => orders(`&cursor=${middle(side, 'zzzzzzzz')}`)),
  read('orders by status, a page in the middle', (side) =>
    orders(`&status=Delivered&cursor=${middle(side, 'zzzzzzzz')}`),
  ),
  read('orders found by phone', orders('&q=9198000002')),
  read('orders found by e-mail', (side, turn) => orders(`&q=${aCustomer(side, turn).email}`)),
  read('orders found by name and phone', orders('&q=asha%209198000002')),
  // Each of the words has a tenth of the customers, and at most 20,000 of them are read.
  read('orders found by words that many have', orders('&q=asha%20rao'), 'admin', COMMON_WORDS_BUDGET),
  read('orders found by code', (side, turn) => orders(`&q=${anOrder(side, turn)}`)),
  read('orders by status and phone', orders('&status=Delivered&q=9198000002')),
  read('orders by e-mail', (side, turn) => orders(`&email=${aCustomer(side, turn).email}`)),
  read('customers', '/admin/api/customers?limit=100'),
  read('customers by status', '/admin/api/customers?limit=100&status=active'),
  read(
    'customers, a page in the middle',
    (side) => `/admin/api/customers?limit=100&cursor=${middle(side, 2_000_000_000)}`,
  ),
  read('one customer', (side, turn) => `/admin/api/customers/${spread(turn, side.orders / 20) + 1}`),
  read('customers found by phone', '/employee/api/customers?q=9198000002', 'employee'),
  read(
    'customers found by e-mail',
    (side, turn) => `/employee/api/customers?q=${aCustomer(side, turn).email}`,
    'employee',
  ),
  read('customers found by name and phone', '/employee/api/customers?q=asha%209198000002', 'employee'),
  read(
    'customers found by words that many have',
    '/employee/api/customers?q=asha%20rao&limit=5',
    'employee',
    COMMON_WORDS_BUDGET,
  ),
  read('deliveries', '/admin/api/deliveries?limit=100'),
  read('deliveries by status', '/admin/api/deliveries?limit=100&status=delivered'),
  read('deliveries of a driver', '/worker/api/deliveries?limit=100', 'driver'),
  read('scans of a driver', '/worker/api/tracks?limit=100', 'driver'),
  read('batches', '/admin/api/transit-batches?limit=20'),
  read('batches by type', '/admin/api/transit-batches?limit=20&type=STORE_TO_FACTORY'),
  read('one batch', (side, turn) => `/admin/api/transit-batches/${spread(turn, side.orders / 100) + 1}`),
  read('audit', '/admin/api/audit-log?limit=100'),
  read('audit of orders', '/admin/api/audit-log?limit=100&entity=order'),
  read('audit of an employee', '/admin/api/audit-log?limit=100&actor=employee:1'),
  read('audit of an employee with orders', '/admin/api/audit-log?limit=100&actor=employee:1&entity=order'),
  read('audit of seven days', `/admin/api/audit-log?limit=100&from=${day(9)}&to=${day(3)}`),
  read('dashboard', '/admin/api/dashboard-summary', 'admin', DASHBOARD_BUDGET),
  read(
    'dashboard of sixty days',
    `/admin/api/dashboard-summary?from=${day(59)}&to=${day(0)}`,
    'admin',
    DASHBOARD_BUDGET,
  ),
];
