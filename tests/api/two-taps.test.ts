import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrderBody } from '../support/builders.js';
import { type Account, aCustomer, aWorker } from '../support/clients.js';
import { callsAs } from '../support/staff.js';

let seconds = 0;
let app: TestApp;
let clerk: Account;
let colleague: Account;
beforeAll(async () => {
  app = await startApp({}, { clock: { now: () => new Date(Date.now() + seconds * 1_000) } });
  clerk = await aWorker(app, 'EMPLOYEE');
  colleague = await aWorker(app, 'EMPLOYEE');
});
afterAll(() => app.close());

const place = (body: object, by: Account = clerk) => callsAs(app, by.as()).post('/api/orders', body);

test('a second order like the first, seconds later, is stored and names the first', async () => {
  const body = anOrderBody();
  const first = await place(body);
  const bystander = await place(anOrderBody());

  const second = await place(body);

  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.order.id).not.toBe(first.body.order.id);
  expect(second.body.possibleDuplicateOf).toBe(first.body.order.id);
  for (const { body: alone } of [first, bystander]) expect(alone).not.toHaveProperty('possibleDuplicateOf');
});

test('walk-ins without e-mail and phone are known by their name', async () => {
  const body = { customerName: `Walk-in ${anEmail()}`, serviceIds: ['s1'] };
  const first = await place(body);

  const second = await place(body);

  expect(second.body.possibleDuplicateOf).toBe(first.body.order.id);
});

test.each([
  ['another service', { serviceIds: ['s2'] }],
  ['another quantity', { serviceIds: ['s1', 's1', 's3'] }],
  ['another day', { pickupDate: '2027-01-01' }],
  ['other instructions', { specialInstructions: 'Starch' }],
  ['another name', { customerName: 'Somebody Else' }],
])('an order with %s is no second tap', async (_what, change) => {
  const body = anOrderBody();
  await place(body);

  const other = await place({ ...body, ...change });

  expect(other.status).toBe(201);
  expect(other.body).not.toHaveProperty('possibleDuplicateOf');
});

test('a colleague’s order, a customer’s own, and one of half a minute ago are none either', async () => {
  const owner = await aCustomer(app);
  const body = anOrderBody({ customerEmail: owner.email });
  await place(body);
  const others = await place(body, colleague);
  const own = [await place(body, owner), await place(body, owner)];
  seconds += 31;
  const later = await place(body);
  seconds -= 31;

  for (const { status, body: told } of [others, ...own, later]) {
    expect(status).toBe(201);
    expect(told).not.toHaveProperty('possibleDuplicateOf');
  }
});

test('the answer told again under a key says what the first one said', async () => {
  const body = anOrderBody();
  const keyed = () =>
    app.http.post('/api/orders').set(clerk.as()).set('Idempotency-Key', 'two-taps-with-one-key-01').send(body);

  const [first, again] = [await keyed(), await keyed()];

  expect(again.body).toEqual(first.body);
  expect(again.body).not.toHaveProperty('possibleDuplicateOf');
});
