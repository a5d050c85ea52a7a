import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { type Account, aCustomer, aWorker } from '../support/clients.js';
import { expectRefusal, INVALID } from '../support/error-shape.js';

let app: TestApp;
let customer: Account;
beforeAll(async () => {
  app = await startApp();
  customer = await aCustomer(app);
});
afterAll(() => app.close());

const REQUIRED_EMAIL = {
  ...INVALID,
  error: 'Email query param is required',
  details: [['email', 'Email query param is required']] as [string, string][],
};

test.each(['', '?', '?email', '?email=', '?email=%20', '?email[]=a@example.com', '?Email=a@example.com'])(
  'orders cannot be listed or deleted with the query "%s"',
  async (query) => {
    const { order } = await anOrder(app, {}, customer.token);

    const list = await app.http.get(`/api/orders${query}`).set(customer.as());
    const removal = await app.http.delete(`/api/orders/${order.id}${query}`).set(customer.as());

    for (const response of [list, removal]) expectRefusal(response, REQUIRED_EMAIL);
    expect((await app.http.get(`/api/orders/${order.id}`).set(customer.as())).body.status).toBe('At Store');
  },
);

test('an e-mail given twice is refused, whichever of the two would do', async () => {
  const other = await aCustomer(app);
  const { order } = await anOrder(app, {}, customer.token);
  const query = `email=${customer.email}&email=${other.email}`;

  const list = await app.http.get(`/api/orders?${query}`).set(customer.as());
  const removal = await app.http.delete(`/api/orders/${order.id}?${query}`).set(customer.as());

  for (const { status, body } of [list, removal]) {
    expect(status).toBe(400);
    expect(body.details).toMatchObject([{ path: 'email' }]);
  }
  expect((await app.http.get(`/api/orders/${order.id}`).set(customer.as())).body.status).toBe('At Store');
});

const LIMIT = 'must be a whole number from 1 to 1000';

test.each([
  '0',
  '-1',
  '1001',
  '1e9',
  '1e2',
  '1.5',
  'abc',
  '',
  '%20',
  '010',
  '0x10',
  '+5',
  'NaN',
  '5%00',
  '٥',
  '9'.repeat(400),
])('limit=%s is refused by every list', async (limit) => {
  const orders = await app.http.get(`/api/orders?email=${customer.email}&limit=${limit}`).set(customer.as());
  const services = await app.http.get(`/api/services?limit=${limit}`);

  for (const response of [orders, services]) expectRefusal(response, { ...INVALID, details: [['limit', LIMIT]] });
});

test.each(['1', '1000'])('limit=%s is taken', async (limit) => {
  const services = await app.http.get(`/api/services?limit=${limit}`);

  expect(services.status).toBe(200);
  expect(services.body).toHaveLength(Math.min(Number(limit), 3));
});

test('a limit or cursor given twice is refused', async () => {
  const limits = await app.http.get('/api/services?limit=1&limit=2');
  const cursors = await app.http.get('/api/services?cursor=a&cursor=b');

  expectRefusal(limits, { ...INVALID, details: [['limit', 'must be text']] });
  expectRefusal(cursors, { ...INVALID, details: [['cursor', 'must be text']] });
});

test('every problem of a query is named', async () => {
  const response = await app.http.get(`/api/orders?limit=0&cursor=${'x'.repeat(201)}`).set(customer.as());

  expectRefusal(response, {
    ...REQUIRED_EMAIL,
    details: [
      ['email', 'Email query param is required'],
      ['limit', LIMIT],
      ['cursor', 'is not a cursor of this list'],
    ],
  });
});

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const forged: [string, string][] = [
  ['nothing', ''],
  ['garbage', 'garbage'],
  ['a number', '5'],
  ['percent signs', '%25%25'],
  ['a NUL', '%00'],
  ['a quote', "'%20OR%201=1"],
  ['an object', cursorOf({ at: 1, id: 'aaaaaaaa' })],
  ['too few parts', cursorOf([1])],
  ['too many parts', cursorOf([1, 'aaaaaaaa', 1])],
  ['a negative time', cursorOf([-1, 'aaaaaaaa'])],
  ['a broken time', cursorOf([1.5, 'aaaaaaaa'])],
  ['a time past the last', cursorOf([8.64e15 + 1, 'aaaaaaaa'])],
  ['a time as text', cursorOf(['1', 'aaaaaaaa'])],
  ['an id of another kind', cursorOf([1, 5])],
  ['an id that is an object', cursorOf([1, { gt: '' }])],
  ['an id with a NUL', cursorOf([1, 'aaaaaaa\0'])],
  ['an id with a broken pair', Buffer.from('[1,"\\ud800"]').toString('base64url')],
  ['blanks inside', Buffer.from('[1, "aaaaaaaa"]').toString('base64url')],
  ['padding', Buffer.from('[1,"aaaaaaaa"]').toString('base64')],
];

test.each(forged)('a cursor made of %s is refused by every list', async (_what, cursor) => {
  const staff = await aWorker(app, 'EMPLOYEE');
  const details: [string, string][] = [['cursor', 'is not a cursor of this list']];

  const own = await app.http.get(`/api/orders?email=${customer.email}&cursor=${cursor}`).set(customer.as());
  const forStaff = await app.http.get(`/api/orders?email=${customer.email}&cursor=${cursor}`).set(staff.as());
  const services = await app.http.get(`/api/services?cursor=${cursor}`);

  for (const response of [own, forStaff, services]) expectRefusal(response, { ...INVALID, details });
});

test('a cursor of one list is none of another', async () => {
  const services = await app.http.get('/api/services?limit=1');
  const cursor = /cursor=([\w-]+)/.exec(services.headers['link'] ?? '')?.[1];

  const orders = await app.http.get(`/api/orders?email=${customer.email}&cursor=${cursor}`).set(customer.as());

  expect(cursor).toBeDefined();
  expectRefusal(orders, { ...INVALID, details: [['cursor', 'is not a cursor of this list']] });
});
