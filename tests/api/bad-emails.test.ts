import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, aWorker, PASSWORD } from '../support/clients.js';
import { expectRefusal, INVALID } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const noAddresses = [
  'nobody',
  '@example.com',
  'nobody@',
  'no body@example.com',
  'nobody@exam ple.com',
  'nobody@example.com, other@example.com',
  'nobody@example.com\u0000',
  'no\nbody@example.com',
  'nobody@example.com\r\nBcc: all@example.com',
  'no\ud800body@example.com',
  '<nobody@example.com>',
];

test.each(noAddresses)('%j is no e-mail address for an order', async (customerEmail) => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ customerEmail }));

  expectRefusal(response, { ...INVALID, details: [['customerEmail', 'must be an e-mail address']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each(noAddresses)('%j is no e-mail address for an account', async (email) => {
  const customer = await aCustomer(app);
  const body = { name: `Nobody ${customer.id}`, email, phone: '+919800000002', password: PASSWORD };

  const signUp = await app.http.post('/auth/signup').send(body);
  const change = await app.http.put('/auth/me').set(customer.as()).send({ email });

  for (const response of [signUp, change]) {
    expectRefusal(response, { ...INVALID, details: [['email', 'must be an e-mail address']] });
  }
  expect(await app.deps.db.customer.count({ where: { name: body.name } })).toBe(0);
  expect((await app.http.get('/auth/me').set(customer.as())).body.email).toBe(customer.email);
});

test('one person is one e-mail, whatever blanks and capitals come with it', async () => {
  const email = anEmail();
  const spelled = ` \t${email.toUpperCase()}\n`;
  const customer = await aCustomer(app, { email: spelled });

  const { order } = await anOrder(app, { customerEmail: spelled }, customer.token);
  const login = await app.http.post('/auth/login').send({ email: spelled, password: PASSWORD });
  const list = await app.http.get('/api/orders').query({ email: spelled }).set(customer.as());

  expect(customer.email).toBe(email);
  expect(order).toMatchObject({ customerId: customer.id, customerEmail: email });
  expect(login.body.customer).toMatchObject({ id: customer.id, email });
  expect(list.body.map((row: { id: string }) => row.id)).toEqual([order.id]);
  expect(await app.deps.db.customer.count({ where: { email } })).toBe(1);
});

const UNCLEAN = '400 Invalid fields: email must not contain control characters or broken Unicode';

// Whether such text is told apart from an unknown address is left open: it opens nothing, and it is no crash.
test.each(['nobody\0@example.com', '\u0007', '\ud800', "' OR 1=1 --", '%', 'x'.repeat(5_000)])(
  'logging in as %j is refused at every portal',
  async (email) => {
    const portals = ['/auth/login', '/employee/login', '/worker/login'];

    const responses = await Promise.all(
      portals.map((portal) => app.http.post(portal).send({ email, password: PASSWORD })),
    );

    for (const { status, body } of responses) {
      expect([UNCLEAN, '401 Invalid credentials']).toContain(`${status} ${body.error}`);
    }
  },
);

test.each(['nobody%00@example.com', '%07', '%ED%A0%80', '%FF', "'%20OR%201=1%20--", '%25', 'x'.repeat(5_000)])(
  'a list for ?email=%s shows staff nothing, and customers a refusal',
  async (email) => {
    const staff = await aWorker(app, 'EMPLOYEE');
    const customer = await aCustomer(app);

    const forStaff = await app.http.get(`/api/orders?email=${email}`).set(staff.as());
    const forCustomer = await app.http.get(`/api/orders?email=${email}`).set(customer.as());

    expect(['200', UNCLEAN]).toContain(summary(forStaff));
    if (forStaff.status === 200) expect(forStaff.body).toEqual([]);
    expect(['403 Unauthorized', UNCLEAN]).toContain(summary(forCustomer));
  },
);

function summary({ status, body }: { status: number; body: { error?: string } }): string {
  return body.error === undefined ? `${status}` : `${status} ${body.error}`;
}
