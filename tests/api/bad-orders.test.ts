import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { anOrder, anOrderBody } from '../support/builders.js';
import { expectRefusal, INVALID, MISSING } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const required = ['customerName', 'customerEmail', 'customerPhone'] as const;
const emptyValues: [string, unknown][] = [
  ['left out', undefined],
  ['null', null],
  ['empty', ''],
  ['blank', ' \u00a0 '],
];

test.each(required.flatMap((field) => emptyValues.map(([how, value]) => ({ field, how, value }))))(
  'an order whose $field is $how is refused as missing it, and leaves nothing behind',
  async ({ field, value }) => {
    const attempt = await anAttempt(app);

    const response = await app.http.post('/api/orders').send(attempt.body({ [field]: value }));

    expectRefusal(response, { ...MISSING, details: [[field, 'is required']] });
    expect(await attempt.traces()).toEqual(NO_TRACES);
  },
);

const wrongTypes: [string, unknown][] = [
  ['a number', 5],
  ['true', true],
  ['false', false],
  ['a list', ['Asha']],
  ['an object', { toString: 'Asha' }],
];
const texts = [...required, 'pickupDate', 'specialInstructions'] as const;

test.each(texts.flatMap((field) => wrongTypes.map(([what, value]) => ({ field, what, value }))))(
  'an order whose $field is $what is refused, never read as text',
  async ({ field, value }) => {
    const attempt = await anAttempt(app);

    const response = await app.http.post('/api/orders').send(attempt.body({ [field]: value }));

    const problem = field === 'pickupDate' ? 'must be a day as YYYY-MM-DD' : 'must be text';
    expectRefusal(response, { ...INVALID, details: [[field, problem]] });
    expect(await attempt.traces()).toEqual(NO_TRACES);
  },
);

const tooLong: [string, number][] = [
  ['customerName', 100],
  ['customerPhone', 40],
  ['specialInstructions', 2_000],
];

test.each(tooLong)('%s may have %d characters and not one more', async (field, max) => {
  const fitting = await app.http.post('/api/orders').send(anOrderBody({ [field]: 'x'.repeat(max) }));
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ [field]: 'x'.repeat(max + 1) }));

  expect(fitting.status).toBe(201);
  expect(fitting.body.order[field]).toBe('x'.repeat(max));
  expectRefusal(response, { ...INVALID, details: [[field, `must be at most ${max} characters`]] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('a note on a line may have 500 characters and not one more', async () => {
  const attempt = await anAttempt(app);
  const items = (note: string) => ({ serviceIds: undefined, items: [{ serviceId: attempt.service, note }] });

  const response = await app.http.post('/api/orders').send(attempt.body(items('x'.repeat(501))));

  expectRefusal(response, { ...INVALID, details: [['items.0.note', 'must be at most 500 characters']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
  const { order } = await anOrder(app, items('x'.repeat(500)));
  expect(order.items[0].note).toBe('x'.repeat(500));
});

test('an order of nothing names everything that is missing', async () => {
  const response = await app.http.post('/api/orders').send({});

  expectRefusal(response, {
    ...MISSING,
    details: [
      ['customerName', 'is required'],
      ['customerEmail', 'is required'],
      ['customerPhone', 'is required'],
      ['serviceIds', 'is required'],
    ],
  });
});

test('missing and wrong fields of one order are all named at once', async () => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(
    attempt.body({
      customerName: 7,
      customerEmail: 'nobody',
      customerPhone: '',
      pickupDate: 'tomorrow',
      specialInstructions: [],
      serviceIds: undefined,
      items: [{ serviceId: attempt.service, quantity: 0 }, { quantity: 'two' }],
    }),
  );

  expectRefusal(response, {
    ...MISSING,
    details: [
      ['customerName', 'must be text'],
      ['customerEmail', 'must be an e-mail address'],
      ['customerPhone', 'is required'],
      ['pickupDate', 'must be a day as YYYY-MM-DD'],
      ['specialInstructions', 'must be text'],
      ['items.0.quantity', 'must be from 1 to 999'],
      ['items.1.serviceId', 'is required'],
      ['items.1.quantity', 'must be a whole number'],
    ],
  });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('optional fields may be left out, null or empty', async () => {
  const empty = { pickupDate: '', specialInstructions: '' };

  const absent = await anOrder(app, { pickupDate: undefined, specialInstructions: undefined });
  const cleared = await anOrder(app, { pickupDate: null, specialInstructions: null });
  const blank = await anOrder(app, empty);

  for (const { order } of [absent, cleared, blank]) expect(order).toMatchObject(empty);
});
