import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, anOrderBody } from '../support/builders.js';
import { type Account, aCustomer, anAdmin, aWorker, PASSWORD } from '../support/clients.js';
import { expectExceeded, from, tally, times } from '../support/limits.js';

const MINUTES = 60_000;
let now = Date.now();
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ rateLimits: true, trustProxy: 1 }, { clock: { now: () => new Date(now) } });
});
afterAll(() => app.close());

let client = 0;
const newClient = () => {
  client += 1;
  return from(client);
};
const aCustomerElsewhere = () => aCustomerFrom(newClient());
async function aCustomerFrom(here: Record<string, string>): Promise<Account> {
  const email = anEmail();
  const body = { name: 'Meera Iyer', email, phone: '+919800000002', password: PASSWORD };
  const { body: session } = await app.http.post('/auth/signup').set(here).send(body);
  const as = () => ({ Authorization: `Bearer ${session.token}` });
  return { id: session.customer.id, email, token: session.token, as };
}
const changeEmail = (customer: Account, email: string, here: Record<string, string>) =>
  app.http
    .put('/auth/me')
    .set({ ...customer.as(), ...here })
    .send({ email });

test('a customer who asks which e-mails are taken is told five times an hour, from wherever', async () => {
  const [curious, known] = [await aCustomerElsewhere(), await aCustomerElsewhere()];

  const answers = await times(20, () => changeEmail(curious, known.email, newClient()));
  const free = await changeEmail(curious, anEmail(), newClient());
  const named = await app.http.put('/auth/me').set(curious.as()).send({ name: 'Another Name' });
  const bystander = await changeEmail(await aCustomerElsewhere(), anEmail(), newClient());
  now += 60 * MINUTES;
  const later = await changeEmail(curious, anEmail(), newClient());

  expect(tally(answers)).toEqual({ 400: 5, 429: 15 });
  expectExceeded(free, { seconds: 3_600 });
  expect([named.status, bystander.status, later.status]).toEqual([200, 200, 200]);
});

test('one client is told five times an hour, whatever accounts it has, at sign-up and at the profile together', async () => {
  const [known, here] = [await aCustomerElsewhere(), newClient()];
  const accounts = [await aCustomerElsewhere(), await aCustomerElsewhere(), await aCustomerElsewhere()];
  const signUp = () =>
    app.http
      .post('/auth/signup')
      .set(here)
      .send({ name: 'Meera', email: known.email, phone: '+91 98000 00002', password: PASSWORD });

  const answers = [await signUp(), await signUp()];
  for (const account of [...accounts, ...accounts]) answers.push(await changeEmail(account, known.email, here));

  expect(tally(answers)).toEqual({ 400: 5, 429: 3 });
});

test('a customer places sixty orders in ten minutes, of which no other customer, guest or clerk knows anything', async () => {
  const [eager, other, clerk] = [
    await aCustomerElsewhere(),
    await aCustomerElsewhere(),
    await aWorker(app, 'EMPLOYEE'),
  ];
  const order = (headers: Record<string, string>) => app.http.post('/api/orders').set(headers).send(anOrderBody());

  const answers = await times(70, (n) => order({ ...eager.as(), ...from(100 + n) }));
  const refused = await order(eager.as());
  const [others, guest] = [await order(other.as()), await order({})];
  const clerks = await times(70, () => order(clerk.as()));

  expect(tally(answers)).toEqual({ 201: 60, 429: 10 });
  expectExceeded(refused, { seconds: 600 });
  expect([others.status, others.headers['ratelimit']]).toEqual([201, '"customer-orders";r=59;t=600']);
  expect([guest.status, tally(clerks)]).toEqual([201, { 201: 70 }]);
});

test('a customer changes orders and the account a hundred and twenty times in ten minutes, all together', async () => {
  const [restless, bystander] = [await aCustomerElsewhere(), await aCustomerElsewhere()];
  const { order } = await anOrder(app, {}, restless.token);
  const edit = (n: number) =>
    app.http
      .put(`/api/orders/${order.id}`)
      .set(restless.as())
      .send({ specialInstructions: `the ${n}th thought` });
  const rename = (of: Account) => app.http.put('/auth/me').set(of.as()).send({ name: 'New Name' });

  const edits = [...(await times(60, edit)), ...(await times(60, edit))];
  const [refused, renamed] = [await edit(121), await rename(restless)];
  const withdrawn = await app.http
    .delete(`/api/orders/${order.id}`)
    .query({ email: restless.email })
    .set(restless.as());
  const [read, other] = [await app.http.get(`/api/orders/${order.id}`).set(restless.as()), await rename(bystander)];
  const admin = await app.http
    .put(`/admin/api/orders/${order.id}`)
    .set(await anAdmin(app))
    .send({ specialInstructions: 'by the house' });

  expect(tally(edits)).toEqual({ 200: 120 });
  for (const answer of [refused, renamed, withdrawn]) expectExceeded(answer, { seconds: 600 });
  expect([read.status, other.status, admin.status]).toEqual([200, 200, 200]);
});

test('RATE_LIMIT_FACTOR raises and lowers what a customer may do', async () => {
  const tight = await startApp({ rateLimits: true, rateLimitFactor: 0.05 });
  try {
    const customer = await aCustomer(tight);
    const order = () => tight.http.post('/api/orders').set(customer.as()).send(anOrderBody());

    const answers = await times(5, order);

    expect(tally(answers)).toEqual({ 201: 3, 429: 2 });
  } finally {
    await tight.close();
  }
});
