import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { aCustomer, PASSWORD } from '../support/clients.js';
import { expectRefusal, INVALID } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const refused: [string, string, string][] = [
  ['of 7 characters', 'abcdefg', 'must have at least 8 characters'],
  ['of 7 emoji, which are 14 code units', '🧺'.repeat(7), 'must have at least 8 characters'],
  ['of 73 bytes', 'a'.repeat(73), 'must have at most 72 bytes'],
  ['of 19 emoji, which are 76 bytes', '🧺'.repeat(19), 'must have at most 72 bytes'],
  ['of 72 characters and 73 bytes', `é${'a'.repeat(71)}`, 'must have at most 72 bytes'],
  ['of a megabyte, nearly', 'a'.repeat(1_000_000), 'must have at most 72 bytes'],
  ['with a NUL', 'correct\0horse', 'must not contain NUL or broken Unicode'],
  ['with a broken pair', 'correct\udc00horse', 'must not contain NUL or broken Unicode'],
];

test.each(refused)('a password %s is refused at sign-up, and no account is made', async (_what, password, problem) => {
  const email = anEmail();
  const body = { name: 'Meera Iyer', email, phone: '+919800000002', password };

  const response = await app.http.post('/auth/signup').send(body);

  expectRefusal(response, { ...INVALID, details: [['password', problem]] });
  expect(await app.deps.db.customer.count({ where: { email } })).toBe(0);
});

test.each(refused)('a new password %s is refused, and the old one stays', async (_what, password, problem) => {
  const customer = await aCustomer(app);

  const response = await app.http
    .post('/auth/change-password')
    .set(customer.as())
    .send({ current_password: PASSWORD, new_password: password });

  expectRefusal(response, { ...INVALID, details: [['new_password', problem]] });
  const login = await app.http.post('/auth/login').send({ email: customer.email, password: PASSWORD });
  expect(login.status).toBe(200);
});

test.each([
  ['of 8 characters', 'abcdefgh'],
  ['of 72 bytes', 'a'.repeat(72)],
  ['of 18 emoji, which are 72 bytes', '🧺'.repeat(18)],
  ['with blanks at both ends', '  correct horse  '],
])('a password %s opens the account as it was given, and nothing near it does', async (_what, password) => {
  const { email } = await aCustomer(app, { password });
  const logIn = (given: string) => app.http.post('/auth/login').send({ email, password: given });

  const right = await logIn(password);
  const near = await Promise.all([`${password}x`, password.slice(0, -1), password.toUpperCase()].map(logIn));

  expect(right.status).toBe(200);
  expect(near.filter((answer) => answer.status === 200)).toHaveLength(password.toUpperCase() === password ? 1 : 0);
});
