import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody } from '../support/builders.js';
import { type Account, aCustomer } from '../support/clients.js';
import { expectRefusal, MALFORMED, NO_ORDER, NO_ROUTE } from '../support/error-shape.js';
import { rawRequest, sendRaw } from '../support/raw-http.js';
import { callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let customer: Account;
beforeAll(async () => {
  app = await startApp();
  customer = await aCustomer(app);
});
afterAll(() => app.close());

const noIds = [
  '..',
  '.',
  '%2e%2e',
  '%2e%2e%2f',
  '..%2F..%2Fetc%2Fpasswd',
  '%2e%2e%5c',
  '%252e%252e%252f',
  'AAAAAAAA',
  'aaaaaaaaa',
  'aaaaaaa',
  'aaaaaaaa%00',
  '%00',
  'aaaaaaaa%0A',
  'aaaa%20aaa',
  'aaaaaaa%C3%A4',
  '%F0%9F%A7%BA',
  "'%20OR%201=1",
  '__proto__',
  'a'.repeat(4_000),
];

/** The request goes out byte for byte: clients resolve `..` themselves. */
function asOwner(method: string, path: string, body?: object) {
  const text = body ? JSON.stringify(body) : '';
  const headers = ['Host: localhost', `Authorization: Bearer ${customer.token}`];
  const described = body ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`] : [];
  return sendRaw(app, rawRequest(method, path, [...headers, ...described]) + text);
}

test.each(noIds)('no order has the id %s, on any route that takes one', async (id) => {
  const answers = await Promise.all([
    asOwner('GET', `/api/orders/${id}`),
    asOwner('GET', `/api/orders/${id}/timeline`),
    asOwner('PUT', `/api/orders/${id}`, { specialInstructions: 'x' }),
    asOwner('DELETE', `/api/orders/${id}?email=${customer.email}`),
    asOwner('GET', `/api/orders/${id}/barcode.png`),
    asOwner('GET', `/api/orders/${id}/barcode.svg`),
    asOwner('GET', `/qr/${id}.png`),
  ]);

  for (const answer of answers) expectRefusal(answer, NO_ORDER);
});

test.each([2_147_483_648, 9_007_199_254_740_991])(
  'no customer has the number %s, in any body that names one',
  async (number) => {
    const admin = await callsAsAdmin(app);
    const { order } = await anOrder(app);
    const path = `/admin/api/orders/${order.id}`;
    const before = (await admin.get(path)).body;

    const answers = [
      await admin.put(path, { customerId: number }),
      await admin.put(`/employee/api/orders/${order.id}`, { customerId: number }),
      await admin.post('/api/orders', { customerId: number, serviceIds: ['s1'] }),
      await admin.post(`/admin/api/customers/${before.customerId}/merge`, { from: number }),
    ];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      ...Array(3).fill([400, 'order.unknown_customer']),
      [404, 'customer.not_found'],
    ]);
    expect((await admin.get(path)).body).toEqual(before);
  },
);

test('what a scanner adds to the id of an order names it on every route, and letters around it do not', async () => {
  const { order } = await anOrder(app, {}, customer.token);
  const { id } = order;
  const scans = [id.toUpperCase(), `%20${id}`, `${id}%20`, `${id}%00`, `${id}%0D%0A`, `%5DC1${id}`, `%1D${id}`];
  const others = [`x${id}`, `${id}x`, `${id}%2Fx`, `C1${id}`];
  const paths = (text: string) => [`/api/orders/${text}`, `/api/orders/${text}/barcode.png`, `/qr/${text}.png`];

  const found = await Promise.all(scans.flatMap(paths).map((path) => asOwner('GET', path)));
  const missed = await Promise.all(others.flatMap(paths).map((path) => asOwner('GET', path)));

  expect(new Set(found.map((answer) => answer.status))).toEqual(new Set([200]));
  for (const answer of missed) expectRefusal(answer, NO_ORDER);
});

test('the tag of a piece names its order, and has a picture of its own while the piece is there', async () => {
  const { order } = await anOrder(app, {}, customer.token);

  const read = await asOwner('GET', `/api/orders/${order.id}-1`);
  const pictures = await Promise.all([
    asOwner('GET', `/api/orders/${order.id}-1/barcode.png`),
    asOwner('GET', `/qr/${order.id}-1.png`),
  ]);

  const ofNothing = await asOwner('GET', `/api/orders/${order.id}-99/barcode.png`);

  expect(read.status).toBe(200);
  expect(pictures.map(({ status }) => status)).toEqual([200, 200]);
  expectRefusal(ofNothing, NO_ORDER);
});

test('a stranger is shown nothing by another spelling of an id', async () => {
  const { order } = await anOrder(app);

  const answer = await asOwner('GET', `/api/orders/${order.id.toUpperCase()}-1`);

  expectRefusal(answer, { status: 403, error: 'Unauthorized', code: 'order.not_yours' });
});

test.each([
  '/api/orders/../../../../etc/passwd',
  '/api/orders/aaaaaaaa/../../../../etc/passwd',
  '/qr/../../etc/passwd',
  '/../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/.env',
  '/%00',
  '/%',
  '/%zz',
])('nothing is found outside what is served: GET %s', async (path) => {
  const answer = await sendRaw(app, rawRequest('GET', path));

  expectRefusal(answer, NO_ROUTE);
});

test.each(['%', '%zz', '%E0%A4%A', '%C0%AF', '%FF', '%ED%A0%80'])('%s in a path is malformed: 400', async (text) => {
  const answers = await Promise.all([
    asOwner('GET', `/api/orders/${text}`),
    asOwner('PUT', `/api/orders/${text}`, anOrderBody()),
    asOwner('DELETE', `/api/orders/${text}?email=a`),
    asOwner('GET', `/api/orders/${text}/barcode.png`),
    asOwner('GET', `/qr/${text}.png`),
    asOwner('GET', `/api/track/${text}`),
  ]);

  for (const answer of answers) expectRefusal(answer, MALFORMED);
});

test.each(['x', '..%2f', '%00', 'a'.repeat(22), '%F0%9F%A7%BA', "'%20OR%201=1"])(
  'nobody holds the tracking token %s',
  async (token) => {
    const answer = await sendRaw(app, rawRequest('GET', `/api/track/${token}`));

    expectRefusal(answer, { ...NO_ORDER, code: 'tracking.not_found' });
  },
);
