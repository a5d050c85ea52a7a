import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { anOrder } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';
import { expectRefusal, INVALID } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const PROBLEM = 'must not contain control characters or broken Unicode';
const fields = ['customerName', 'customerPhone', 'specialInstructions'];
const unclean: [string, string][] = [
  ['NUL', '\0'],
  ['bell', '\u0007'],
  ['escape', '\u001b[31m'],
  ['delete', '\u007f'],
  ['a C1 control', '\u0085'],
  ['a lone high surrogate', '\ud800'],
  ['a lone low surrogate', '\udfff'],
  ['a pair the wrong way round', '\ude00\ud83d'],
];

test.each(fields.flatMap((field) => unclean.map(([what, text]) => ({ field, what, text }))))(
  'an order with $what in its $field is refused',
  async ({ field, text }) => {
    const attempt = await anAttempt(app);

    const response = await app.http.post('/api/orders').send(attempt.body({ [field]: `Asha${text}Rao` }));

    expectRefusal(response, { ...INVALID, details: [[field, PROBLEM]] });
    expect(await attempt.traces()).toEqual(NO_TRACES);
  },
);

test('an escaped lone surrogate and an escaped NUL are refused like the characters themselves', async () => {
  const attempt = await anAttempt(app);
  const text = JSON.stringify(attempt.body({ customerName: 'HERE', specialInstructions: 'THERE' }));

  const response = await app.http
    .post('/api/orders')
    .type('json')
    .send(text.replace('HERE', '\\uD800').replace('THERE', '\\u0000'));

  expectRefusal(response, {
    ...INVALID,
    details: [
      ['customerName', PROBLEM],
      ['specialInstructions', PROBLEM],
    ],
  });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each(['\n', '\r\n', '\t'])('%j may stand in instructions and notes, and in no name or phone', async (text) => {
  const attempt = await anAttempt(app);
  const two = `one${text}two`;

  const { order } = await anOrder(app, {
    specialInstructions: two,
    serviceIds: undefined,
    items: [{ serviceId: 's1', note: two }],
  });
  const response = await app.http
    .post('/api/orders')
    .send(attempt.body({ customerName: two, customerPhone: two, specialInstructions: two }));

  expect(order).toMatchObject({ specialInstructions: two, items: [{ note: two }] });
  expectRefusal(response, {
    ...INVALID,
    details: [
      ['customerName', PROBLEM],
      ['customerPhone', PROBLEM],
    ],
  });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each(unclean)('%s in a note on a line is refused', async (_what, text) => {
  const attempt = await anAttempt(app);
  const items = [{ serviceId: attempt.service }, { serviceId: attempt.service, note: `blue${text}` }];

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: undefined, items }));

  expectRefusal(response, { ...INVALID, details: [['items.1.note', PROBLEM]] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each(unclean)(
  '%s is refused in a profile and in an edited order, which both stay as they are',
  async (_w, text) => {
    const customer = await aCustomer(app);
    const { order } = await anOrder(app, {}, customer.token);

    const profile = await app.http
      .put('/auth/me')
      .set(customer.as())
      .send({ name: text, phone: `1${text}` });
    const edit = await app.http.put(`/api/orders/${order.id}`).set(customer.as()).send({ specialInstructions: text });

    expectRefusal(profile, {
      ...INVALID,
      details: [
        ['name', PROBLEM],
        ['phone', PROBLEM],
      ],
    });
    expectRefusal(edit, { ...INVALID, details: [['specialInstructions', PROBLEM]] });
    expect((await app.http.get('/auth/me').set(customer.as())).body.name).toBe('Meera Iyer');
    expect((await app.http.get(`/api/orders/${order.id}`).set(customer.as())).body).toEqual(order);
  },
);

test.each([
  ['emoji of several parts', '👩🏽‍🚀 🧺🏳️‍🌈'],
  ['right-to-left text with marks', 'שָׁלוֹם \u200fعَرَبِي\u202e abc\u202c'],
  ['combining characters, not composed', 'e\u0301 ộ o\u0302\u0323 ộ'],
  ['composed characters', '\u00e9 \u1ed9 \ufb01'],
  ['Indic conjuncts', 'क्षत्रिय ஸ்ரீ'],
  ['characters beyond the basic plane', '𠮷野家 𝒜'],
  ['noncharacters and a byte order mark', '\ufeffa\ufffe\uffff\u{10ffff}'],
  ['markup and quotes', `<script>alert("1")</script> ' OR 1=1; -- \\ %00 =SUM(A1)`],
  ['blanks around', '  Asha \u3000'],
])('%s come back as they were sent', async (_what, text) => {
  const customer = await aCustomer(app, { name: text });
  const sent = { customerName: text, specialInstructions: text };

  const placed = await anOrder(
    app,
    { ...sent, serviceIds: undefined, items: [{ serviceId: 's1', note: text }] },
    customer.token,
  );
  const read = await app.http.get(`/api/orders/${placed.order.id}`).set(customer.as());
  const account = await app.http.get('/auth/me').set(customer.as());

  expect(read.body).toMatchObject({ ...sent, items: [{ note: text }] });
  expect(account.body.name).toBe(text);
});
