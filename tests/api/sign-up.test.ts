import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { aCustomer, bearer, PASSWORD } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { emailExists } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const aSignUp = (changes: Record<string, unknown> = {}) => ({
  name: 'Lata Nair',
  email: anEmail(),
  phone: '+919811111111',
  password: PASSWORD,
  ...changes,
});

test('signing up answers a token and the customer, and both work at once', async () => {
  const body = aSignUp();

  const response = await app.http.post('/auth/signup').send({ ...body, email: `  ${body.email.toUpperCase()} ` });

  expect(response.status).toBe(201);
  expect(response.body).toEqual({
    token: expect.any(String),
    expiresAt: expect.any(String),
    customer: {
      id: expect.any(Number),
      name: 'Lata Nair',
      email: body.email,
      phone: '+919811111111',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    },
  });
  const me = await app.http.get('/auth/me').set(bearer(response.body.token));
  expect(me.status).toBe(200);
  expect(me.body).toEqual(response.body.customer);
  const again = await app.http.post('/auth/login').send({ email: body.email, password: PASSWORD });
  expect(again.status).toBe(200);
});

test('a known e-mail is refused however it is spelt, and its account stays as it was', async () => {
  const known = await aCustomer(app);
  const before = await app.deps.db.customer.findUnique({ where: { id: known.id } });

  const spellings = [known.email, known.email.toUpperCase(), `\t${known.email} `];
  const responses = await Promise.all(
    spellings.map((email) => app.http.post('/auth/signup').send(aSignUp({ email, password: 'another password' }))),
  );

  for (const response of responses) {
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject(emailExists);
    expect(response.body).not.toHaveProperty('token');
  }
  expect(await app.deps.db.customer.findUnique({ where: { id: known.id } })).toEqual(before);
  expect((await app.http.get('/auth/me').set(known.as())).status).toBe(200);
});

test('of many sign-ups with one e-mail at once exactly one opens the account', async () => {
  const email = anEmail();

  const responses = await Promise.all(
    Array.from({ length: 8 }, (_, i) => app.http.post('/auth/signup').send(aSignUp({ email, name: `Name ${i}` }))),
  );

  expect(responses.map((response) => response.status).toSorted()).toEqual([201, ...Array(7).fill(400)]);
  const winner = responses.find((response) => response.status === 201);
  const stored = await app.deps.db.customer.findUniqueOrThrow({ where: { loginEmail: email } });
  expect(stored.name).toBe(winner?.body.customer.name);
});

test('every missing field is named, whether absent, null or blank', async () => {
  const nothing = await app.http.post('/auth/signup').send({});
  const nulls = await app.http.post('/auth/signup').send({ name: null, email: null, phone: null, password: null });
  const blanks = await app.http.post('/auth/signup').send({ name: ' ', email: '', phone: '', password: '        ' });

  for (const response of [nothing, nulls, blanks]) {
    expect(response.status).toBe(400);
    expect(response.body.error).toBe('Missing fields');
    const paths = response.body.details.map((detail: { path: string }) => detail.path);
    expect(new Set(paths)).toEqual(new Set(['name', 'email', 'phone', 'password']));
  }
});

test.each([
  ['seven characters', 'seven77'],
  ['73 bytes', 'x'.repeat(73)],
  ['73 bytes in 19 characters', `${'😀'.repeat(18)}x`],
  ['a NUL', 'eight\0characters'],
])('a password of %s is refused and opens no account', async (_, password) => {
  const body = aSignUp({ password });

  const response = await app.http.post('/auth/signup').send(body);

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({ error: INVALID_SENTENCE, details: [{ path: 'password' }] });
  expect(await app.deps.db.customer.findUnique({ where: { loginEmail: body.email } })).toBeNull();
});

test('columns that the contract does not list cannot be set by naming them', async () => {
  const body = aSignUp({
    id: 777_777,
    status: 'BLOCKED',
    tokenVersion: 9,
    createdAt: '2000-01-01T00:00:00.000Z',
    deletedAt: '2000-01-01T00:00:00.000Z',
    passwordHash: 'x',
    address: 'Somewhere',
    notes: 'A note',
    role: 'admin',
  });

  const response = await app.http.post('/auth/signup').send(body);

  expect(response.status).toBe(201);
  const stored = await app.deps.db.customer.findUniqueOrThrow({ where: { loginEmail: body.email } });
  expect(stored).toMatchObject({ status: 'ACTIVE', tokenVersion: 0, deletedAt: null, address: null, notes: null });
  expect(stored.id).not.toBe(777_777);
  expect(stored.createdAt.getFullYear()).toBeGreaterThan(2000);
  expect(stored.passwordHash).toMatch(/^\$2[ab]\$/);
});
