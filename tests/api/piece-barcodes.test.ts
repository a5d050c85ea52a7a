import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { readByZxingCpp } from '../support/barcode-readers.js';
import { anOrder } from '../support/builders.js';
import { type Account, aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { type Calls, callsAs } from '../support/staff.js';

type Item = { item_number: number; total_items: number; service_name: string; barcode_url: string };

let app: TestApp;
let owner: Account;
let callers: { owner: Calls; employee: Calls; admin: Calls };
beforeAll(async () => {
  app = await startApp();
  owner = await aCustomer(app);
  const [employee, admin] = [await aWorker(app, 'EMPLOYEE'), await anAdmin(app)];
  callers = { owner: callsAs(app, owner.as()), employee: callsAs(app, employee.as()), admin: callsAs(app, admin) };
});
afterAll(() => app.close());

const anOrderOf = async (items: object[]) =>
  (await anOrder(app, { customerEmail: owner.email, serviceIds: undefined, items }, owner.token)).order;

const named = (items: Item[]) => items.map((item) => [item.item_number, item.total_items, item.service_name]);

test('an order names a picture for every piece, wherever it stands alone, and each is read as the tag', async () => {
  const bystander = await anOrderOf([{ serviceId: 's1', quantity: 1 }]);
  const order = await anOrderOf([
    { serviceId: 's1', quantity: 2 },
    { serviceId: 's3', quantity: 1 },
  ]);
  const expected = [
    [1, 3, 'Laundry'],
    [2, 3, 'Laundry'],
    [3, 3, 'Ironing'],
  ];

  const alone = [
    order,
    (await callers.owner.get(`/api/orders/${order.id}`)).body,
    (await callers.employee.get(`/employee/api/orders/${order.id}`)).body,
    (await callers.admin.get(`/admin/api/orders/${order.id}`)).body,
    (await callers.owner.put(`/api/orders/${order.id}`, { specialInstructions: 'No starch' })).body,
  ];

  for (const one of alone) expect(named(one.barcodes.items)).toEqual(expected);
  for (const { item_number, barcode_url } of order.barcodes.items as Item[]) {
    const { status, body } = await app.http.get(barcode_url);
    expect(status).toBe(200);
    expect(await readByZxingCpp(PNG.sync.read(body))).toEqual([
      { format: 'Code128', text: `${order.id}-${item_number}` },
    ]);
  }
  expect(named((await callers.owner.get(`/api/orders/${bystander.id}`)).body.barcodes.items)).toEqual([
    [1, 1, 'Laundry'],
  ]);
});

test('a piece that stays keeps its number and its picture, one that was taken out has neither', async () => {
  const order = await anOrderOf([
    { serviceId: 's1', quantity: 1 },
    { serviceId: 's3', quantity: 1 },
  ]);

  const { body } = await callers.owner.put(`/api/orders/${order.id}`, { items: [{ serviceId: 's3', quantity: 2 }] });

  expect(named(body.barcodes.items)).toEqual([
    [2, 2, 'Ironing'],
    [3, 2, 'Ironing'],
  ]);
  const picture = async (number: number) =>
    (await app.http.get(`/api/orders/${order.id}-${number}/barcode.png`)).status;
  expect([await picture(1), await picture(2), await picture(3), await picture(4)]).toEqual([404, 200, 200, 404]);
});

test('lists are without, whoever asks', async () => {
  await anOrderOf([{ serviceId: 's1', quantity: 1 }]);

  const lists = [
    (await callers.owner.get('/api/orders', { email: owner.email })).body,
    (await callers.employee.get('/employee/api/orders')).body,
    (await callers.admin.get('/admin/api/orders')).body,
  ] as object[][];

  for (const list of lists) {
    expect(list.length).toBeGreaterThan(0);
    expect(list.filter((order) => 'barcodes' in order)).toEqual([]);
  }
});

test('an order of two thousand pieces names each of them once', async () => {
  const items = [...Array(3)].map((_, index) => ({ serviceId: `s${index + 1}`, quantity: index < 2 ? 999 : 2 }));

  const order = await anOrderOf(items);

  const numbers = (order.barcodes.items as Item[]).map(({ item_number }) => item_number);
  expect(numbers).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 1));
  expect(order.barcodes.items.at(-1)).toEqual({
    item_number: 2_000,
    total_items: 2_000,
    service_name: 'Ironing',
    barcode_url: `/api/orders/${order.id}-2000/barcode.png`,
  });
});
