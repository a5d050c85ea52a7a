import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { aCustomer, PASSWORD } from '../support/clients.js';
import { expectRefusal, INVALID, MISSING } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let phones = 0;

/** A sign-up with an e-mail and a phone of its own, and how many customers have either. */
function aSignUp() {
  phones += 1;
  const given = { name: 'Meera Iyer', email: anEmail(), phone: `+91 777 ${phones}`, password: PASSWORD };
  const customers = () =>
    app.deps.db.customer.count({ where: { OR: [{ email: given.email }, { phone: given.phone }] } });
  return { given, customers, send: (changes: object) => app.http.post('/auth/signup').send({ ...given, ...changes }) };
}

const NAMES_MISSING = { error: MISSING.error, code: MISSING.code };
const fields = ['name', 'email', 'phone', 'password'] as const;
const emptyValues: [string, unknown][] = [
  ['left out', undefined],
  ['null', null],
  ['empty', ''],
  ['blank', '          '],
];

test.each(fields.flatMap((field) => emptyValues.map(([how, value]) => ({ field, how, value }))))(
  'a sign-up whose $field is $how is refused as missing it, and makes no account',
  async ({ field, value }) => {
    const attempt = aSignUp();

    const response = await attempt.send({ [field]: value });

    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ ...NAMES_MISSING, requestId: response.headers['x-request-id'] });
    expect(response.body.details).toContainEqual({ path: field, message: 'is required' });
    expect(response.body.details.filter((detail: { path: string }) => detail.path !== field)).toEqual([]);
    expect(await attempt.customers()).toBe(0);
  },
);

const wrongTypes: [string, unknown][] = [
  ['a number', 12_345_678],
  ['true', true],
  ['a list', ['12345678']],
  ['an object', { length: 12 }],
];

test.each(fields.flatMap((field) => wrongTypes.map(([what, value]) => ({ field, what, value }))))(
  'a sign-up whose $field is $what is refused, never read as text',
  async ({ field, value }) => {
    const attempt = aSignUp();

    const response = await attempt.send({ [field]: value });

    expectRefusal(response, { ...INVALID, details: [[field, 'must be text']] });
    expect(await attempt.customers()).toBe(0);
  },
);

test('a sign-up of nothing names everything that is missing', async () => {
  const response = await app.http.post('/auth/signup').send({});

  expectRefusal(response, { ...MISSING, details: fields.map((field) => [field, 'is required']) });
});

test('wrong fields of a sign-up are all named at once', async () => {
  const attempt = aSignUp();

  const response = await attempt.send({ name: 'x'.repeat(101), email: 'nobody', phone: 5, password: 'short' });

  expectRefusal(response, {
    ...INVALID,
    details: [
      ['name', 'must be at most 100 characters'],
      ['email', 'must be an e-mail address'],
      ['phone', 'must be text'],
      ['password', 'must have at least 8 characters'],
    ],
  });
  expect(await attempt.customers()).toBe(0);
});

test.each([
  ['name', 'x'.repeat(101), 'must be at most 100 characters'],
  ['phone', '1'.repeat(41), 'must be at most 40 characters'],
  ['email', `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(4)}com`, 'must be at most 254 characters'],
])('a %s that is too long is refused', async (field, value, problem) => {
  const attempt = aSignUp();

  const response = await attempt.send({ [field]: value });

  expectRefusal(response, { ...INVALID, details: [[field, problem]] });
  expect(await attempt.customers()).toBe(0);
});

test('an e-mail that has an account is refused, however it is spelled, and the account stays as it is', async () => {
  const customer = await aCustomer(app);
  const before = await app.deps.db.customer.findUnique({ where: { id: customer.id } });

  const response = await aSignUp().send({ email: `  ${customer.email.toUpperCase()} `, name: 'Somebody Else' });

  expectRefusal(response, {
    status: 400,
    error: 'Email exists',
    code: 'customer.email_taken',
    details: [['email', 'belongs to another account']],
  });
  expect(await app.deps.db.customer.findUnique({ where: { id: customer.id } })).toEqual(before);
});

test.each([
  ['a number', 5],
  ['a list', ['x']],
  ['too long', 'x'.repeat(101)],
])('an orderToken that is %s is refused and makes no account', async (_what, orderToken) => {
  const attempt = aSignUp();

  const response = await attempt.send({ orderToken });

  expect(response.status).toBe(400);
  expect(response.body.error).toMatch(/^Invalid fields: ./);
  expect(response.body.details).toMatchObject([{ path: 'orderToken' }]);
  expect(await attempt.customers()).toBe(0);
});
