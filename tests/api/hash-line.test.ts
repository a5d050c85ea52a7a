import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, PASSWORD } from '../support/clients.js';
import { from, tally, times, tryLogIn } from '../support/limits.js';

let app: TestApp;
beforeAll(async () => {
  // Hashes as in production.
  app = await startApp({ rateLimits: true, trustProxy: 1, bcryptCost: 10, queueWaitMs: 8_000 });
});
afterAll(() => app.close());

test('of 60 wrong passwords at once for one account each is answered by the limit, none by the line', async () => {
  const { email } = await aCustomer(app);

  const answers = await times(60, (n) => tryLogIn(app, email, `wrong ${n}`, from(1)));

  expect(tally(answers)).toEqual({ 401: 10, 429: 50 });
});

test('of 20 claims at once with a good token one wins, and no other waits for a hash that would help nobody', async () => {
  const email = anEmail();
  const { trackingToken } = await anOrder(app, { customerEmail: email });
  const body = { name: 'Meera', email, phone: '+91 98000 00002', password: PASSWORD, orderToken: trackingToken };

  const answers = await times(20, (n) =>
    app.http
      .post('/auth/signup')
      .set(from(10 + n))
      .send(body),
  );

  expect(tally(answers)).toEqual({ 201: 1, 400: 19 });
});
