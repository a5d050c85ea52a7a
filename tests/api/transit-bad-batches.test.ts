import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Clerk, ordersAtStore, postBatch, traces } from '../support/batches.js';
import { anAdmin } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';

let app: TestApp;
let clerk: Clerk;
beforeAll(async () => {
  app = await startApp();
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
});
afterAll(() => app.close());

const newBatch = (changes: object) => ({ type: 'STORE_TO_FACTORY', created_by: 'counter', ...changes });

function serials(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `a${String(index).padStart(7, '0')}`);
}
function unknown(id: string) {
  return { status: 404, error: `Order ${id} not found` };
}

const missing = { status: 400, error: 'Missing required fields' };
const invalid = { status: 400, error: INVALID_SENTENCE };
const bodies: [string, (ids: string[]) => object, { status: number; error: string }][] = [
  ['no body at all', () => ({}), missing],
  ['no orders', () => newBatch({}), missing],
  ['an empty list', () => newBatch({ order_ids: [] }), missing],
  ['null for orders', () => newBatch({ order_ids: null }), missing],
  ['no type', (ids) => newBatch({ order_ids: ids, type: undefined }), missing],
  ['an empty type', (ids) => newBatch({ order_ids: ids, type: '' }), missing],
  ['no label', (ids) => newBatch({ order_ids: ids, created_by: undefined }), missing],
  ['a blank label', (ids) => newBatch({ order_ids: ids, created_by: ' ' }), missing],
  ['a string for the list', (ids) => newBatch({ order_ids: ids[0] }), invalid],
  ['an object for the list', (ids) => newBatch({ order_ids: { 0: ids[0] } }), invalid],
  ['a number in the list', (ids) => newBatch({ order_ids: [ids[0], 5] }), invalid],
  ['a list in the list', (ids) => newBatch({ order_ids: [[ids[0]]] }), invalid],
  ['NUL in an id', (ids) => newBatch({ order_ids: [ids[0], 'abc\u0000efg'] }), invalid],
  ['two hundred and one ids', () => newBatch({ order_ids: serials(201) }), invalid],
  ['ten thousand ids of the wrong kind', () => newBatch({ order_ids: Array(10_000).fill(0) }), invalid],
  ['another type', (ids) => newBatch({ order_ids: ids, type: 'STORE_TO_STORE' }), invalid],
  ['a list for the label', (ids) => newBatch({ order_ids: ids, created_by: ['x'] }), invalid],
  [
    'an unknown order in the middle',
    (ids) => newBatch({ order_ids: [ids[0], 'zzzzzzzz', ids[1]] }),
    unknown('zzzzzzzz'),
  ],
  ['an id that cannot be one', (ids) => newBatch({ order_ids: [ids[0], "' OR 1=1 --"] }), unknown("' OR 1=1 --")],
  [
    'an id in capitals',
    (ids) => newBatch({ order_ids: [ids[0]?.toUpperCase(), 'ZZZZZZZZ'] }),
    { status: 404, error: expect.stringMatching(/^Order .{8} not found$/) },
  ],
];

test.each(bodies)('a batch with %s is refused and leaves nothing behind', async (_what, body, expected) => {
  const orderIds = await ordersAtStore(app, 2);
  const before = await traces(app, orderIds);

  const response = await postBatch(app, clerk, body(orderIds));

  expect([response.status, response.body.error]).toEqual([expected.status, expected.error]);
  expect(await traces(app, orderIds)).toEqual(before);
});

test('every problem of a batch is named at once', async () => {
  const response = await postBatch(app, clerk, { order_ids: [], type: 'SIDEWAYS' });

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({ error: 'Missing required fields', code: 'request.missing_fields' });
  expect(response.body.details.map((detail: { path: string }) => detail.path).sort()).toEqual([
    'created_by',
    'order_ids',
    'type',
  ]);
});
