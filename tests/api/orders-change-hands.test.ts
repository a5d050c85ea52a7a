import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aPhone } from '../support/builders.js';
import { aCustomer, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { aCustomerRecord, type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let clerk: Calls;
let driver: Calls & { id: number };
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
  clerk = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
  const worker = await aWorker(app, 'WORKER');
  driver = { ...callsAs(app, worker.as()), id: worker.id };
});
afterAll(async () => {
  expect(await checkInvariants(app.deps.db)).toEqual([]);
  await app.close();
});

type Person = { id: number; name: string };

const items = [{ serviceId: 's1', quantity: 2, note: 'Quixote’s silk' }];
const specialInstructions = 'Ring at Dulcinea’s door';
const address = '4 Beach Road, behind Sancho’s shop';

/** A clerk takes an order of this customer, and it is ready. */
async function aReadyOrder({ id: customerId }: Person) {
  const taken = await clerk.post('/api/orders', { customerId, items, specialInstructions });
  if (taken.status !== 201) throw new Error(taken.text);
  await move(taken.body.order.id, 'Ready for Delivery');
  return taken.body.order.id as string;
}

async function move(id: string, status: string, note?: string) {
  const moved = await clerk.put(`/employee/api/orders/${id}/status`, { status, note });
  if (moved.status !== 200) throw new Error(moved.text);
}

async function aPlannedDelivery(orderId: string, more: object = {}) {
  const made = await admin.post('/admin/api/deliveries', { orderId, workerId: driver.id, address, ...more });
  if (made.status !== 201) throw new Error(made.text);
  return made.body.id as number;
}

const people = async () => [await aCustomerRecord(admin), await aCustomerRecord(admin, { address: '9 New Road' })];
const handOver = (id: string, to: { id: number }, more: object = {}, by = clerk) =>
  by.put(`/${by === clerk ? 'employee' : 'admin'}/api/orders/${id}`, { customerId: to.id, ...more });
const order = async (id: string) => (await clerk.get(`/employee/api/orders/${id}`)).body;
const delivery = async (id: number) => (await clerk.get(`/employee/api/deliveries/${id}`)).body;
const erase = (person: Person) => admin.delete(`/admin/api/customers/${person.id}`);
const found = async (q: string) =>
  (await clerk.get('/employee/api/orders', { q })).body.map((row: { id: string }) => row.id) as string[];
/** All that staff and the driver read of an order. */
async function everything(id: string): Promise<string> {
  const answers = [
    await clerk.get(`/employee/api/orders/${id}`),
    await clerk.get(`/api/orders/${id}/timeline`),
    await clerk.get('/employee/api/deliveries', { orderId: id }),
    await admin.get('/admin/api/audit-log', { entity: 'order' }),
    await driver.get('/worker/api/tracks'),
    await driver.get('/worker/api/deliveries'),
  ];
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
  return JSON.stringify(answers.map(({ body }) => body));
}

test('an order that goes to another customer leaves behind what was typed for the one before', async () => {
  const [former, next] = (await people()) as [Person, Person];
  const [id, bystander] = [await aReadyOrder(former), await aReadyOrder(former)];
  const [planned, other] = [await aPlannedDelivery(id), await aPlannedDelivery(bystander)];
  const untouched = [await order(bystander), await delivery(other)];

  const handed = await handOver(id, next);

  expect(handed.status).toBe(200);
  expect(handed.body).toMatchObject({
    customerId: next.id,
    customerName: next.name,
    specialInstructions: '',
    items: [{ serviceId: 's1', quantity: 2, note: null }],
  });
  expect(await delivery(planned)).toMatchObject({ orderId: id, status: 'pending', address: '9 New Road' });
  const audit = await app.deps.db.auditEntry.findFirst({ where: { action: 'order.updated', entityId: id } });
  const fromTo = `customerId ${former.id} to ${next.id}`;
  expect(audit?.detail).toBe(`${fromTo}, customerEmail, customerPhone, specialInstructions, items, deliveryAddress`);
  const changed = await app.deps.db.event.findFirst({ where: { type: 'delivery.updated', subject: `order:${id}` } });
  expect(JSON.parse(changed?.data ?? '{}')).toMatchObject({ deliveryId: planned, changed: ['address'] });
  expect([await order(bystander), await delivery(other)]).toEqual(untouched);
});

test('an order that changed hands is found by whose it is now, and by nothing of the one before', async () => {
  const phone = aPhone();
  const former = await aCustomerRecord(admin, { name: 'Rocinante Zamorano', phone });
  const next = await aCustomerRecord(admin, { name: 'Altisidora Montes' });
  const [id, bystander] = [await aReadyOrder(former), await aReadyOrder(former)];
  expect((await found('Dulcinea')).includes(id)).toBe(true);

  await handOver(id, next);

  for (const q of ['Rocinante', phone, former.email, `Dulcinea ${phone}`, 'Quixote Zamorano']) {
    expect(await found(q), q).not.toContain(id);
  }
  expect(await found('Dulcinea')).not.toContain(id);
  expect(await found('Dulcinea')).toContain(bystander);
  expect(await found('Rocinante')).toEqual([bystander]);
  expect(await found('Altisidora')).toEqual([id]);
});

test('what the clerk says anew in the same request stands, and the order sent back whole says nothing anew', async () => {
  const [former, next] = (await people()) as [Person, Person];
  const [id, whole] = [await aReadyOrder(former), await aReadyOrder(former)];
  const planned = await aPlannedDelivery(id);
  const anew = {
    specialInstructions: 'Leave at the gate',
    items: [{ serviceId: 's1', quantity: 2, note: 'silk' }],
    deliveryAddress: '12 Lake View',
  };

  const said = await handOver(id, next, anew);
  const again = await handOver(id, next, anew);
  const echoed = await handOver(whole, next, { ...(await order(whole)), customerId: next.id }, admin);

  expect(said.body).toMatchObject({ specialInstructions: 'Leave at the gate', items: [{ note: 'silk' }] });
  expect(again.body).toEqual(said.body);
  expect((await delivery(planned)).address).toBe('12 Lake View');
  expect(echoed.body).toMatchObject({
    customerId: next.id,
    customerName: next.name,
    specialInstructions: '',
    items: [{ serviceId: 's1', quantity: 2, note: null }],
  });
});

test('what is kept is the next customer’s from then on: erasing the one before leaves it, erasing the next takes it', async () => {
  const [former, next] = (await people()) as [Person, Person];
  const id = await aReadyOrder(former);
  const planned = await aPlannedDelivery(id);

  const handed = await handOver(id, next, { keepDetails: true });
  await erase(former);

  expect(handed.body).toMatchObject({ customerId: next.id, specialInstructions, items: [{ note: items[0]?.note }] });
  expect(await order(id)).toMatchObject({
    customerName: next.name,
    specialInstructions,
    items: [{ note: items[0]?.note }],
  });
  expect((await delivery(planned)).address).toBe(address);

  await erase(next);

  expect(await order(id)).toMatchObject({
    customerName: 'Deleted customer',
    specialInstructions: '',
    items: [{ note: null }],
  });
  expect((await delivery(planned)).address).toBe(null);
});

/** An order with words of staff, a scan and a failed delivery, each naming this. */
async function anOrderWithHistory(person: Person, word: string) {
  const id = await aReadyOrder(person);
  await wordsOn(id, word);
  return id;
}

async function wordsOn(id: string, word: string) {
  const planned = await aPlannedDelivery(id, { address: `House of ${word}` });
  await driver.post('/worker/scan', { orderId: id, orderStatus: 'Picked Up', note: `${word} rang`, location: word });
  const failed = await driver.put(`/worker/api/deliveries/${planned}/fail`, { reason: `${word} away` });
  expect(failed.status).toBe(200);
  await move(id, 'Processing', `${word} wants it again`);
  await move(id, 'Ready for Delivery');
}

test('erasing a former owner takes what staff wrote while the order was theirs, and leaves what came later', async () => {
  const [former, next, third] = [...(await people()), await aCustomerRecord(admin)] as [Person, Person, Person];
  const [id, bystander] = [await anOrderWithHistory(former, 'Zoraida'), await anOrderWithHistory(third, 'Belerma')];
  await handOver(id, next);
  await wordsOn(id, 'Preciosa');
  await handOver(id, third);
  await wordsOn(id, 'Camila');
  const [before, aside] = [await everything(id), await everything(bystander)];
  const count = (text: string, word: string) => text.split(word).length - 1;
  expect(count(before, 'House of Zoraida')).toBeGreaterThan(0);

  await erase(former);

  const after = await everything(id);
  expect(count(after, 'Zoraida')).toBe(0);
  for (const word of ['Preciosa', 'Camila', 'Belerma']) expect(count(after, word), word).toBe(count(before, word));
  expect(count(await everything(bystander), 'Belerma')).toBe(count(aside, 'Belerma'));

  await erase(next);

  expect(count(await everything(id), 'Preciosa')).toBe(0);
  expect(count(await everything(id), 'Camila')).toBe(count(before, 'Camila'));
});

test('the next customer’s account reads where the order was, and nothing that was said of the one before', async () => {
  const former = await aCustomer(app);
  const next = await aCustomer(app);
  const { order: placed } = await anOrder(app, {}, former.token);
  await move(placed.id, 'Processing', 'Zoraida is in a hurry');
  await handOver(placed.id, next);
  await move(placed.id, 'Quality Check', 'Seams');

  const read = await app.http.get(`/api/orders/${placed.id}/timeline`).set(next.as());
  const staff = await clerk.get(`/api/orders/${placed.id}/timeline`);

  expect(read.status).toBe(200);
  expect(
    read.body.map(({ actor, note }: { actor: string; note: string | null }) => [actor.split(':')[0], note]),
  ).toEqual([
    ['customer', null],
    ['employee', null],
    ['employee', expect.stringContaining('customerId')],
    ['employee', 'Seams'],
  ]);
  expect(read.text).not.toMatch(new RegExp(`Zoraida|customer:${former.id}`));
  expect(staff.text).toContain('Zoraida');
  expect((await app.http.get(`/api/orders/${placed.id}`).set(former.as())).status).toBe(403);
});

test('merging a former owner keeps what was written about them, and erasing the record that stays takes it', async () => {
  const [former, next] = (await people()) as [Person, Person];
  const stays = await aCustomerRecord(admin);
  const id = await anOrderWithHistory(former, 'Marcela');
  await handOver(id, next);

  await admin.post(`/admin/api/customers/${stays.id}/merge`, { from: former.id });
  expect((await everything(id)).includes('Marcela')).toBe(true);
  await erase(stays);

  expect((await everything(id)).includes('Marcela')).toBe(false);
  expect(await order(id)).toMatchObject({ customerName: next.name });
});

test('a failed delivery that is taken up again does not go to the former owner', async () => {
  const [former, next] = (await people()) as [Person, Person];
  const id = await aReadyOrder(former);
  const planned = await aPlannedDelivery(id);
  await driver.put(`/worker/api/deliveries/${planned}/start`, {});
  await driver.put(`/worker/api/deliveries/${planned}/fail`, { reason: 'Nobody there' });
  await handOver(id, next);

  const undone = await admin.post(`/admin/api/orders/${id}/undo`, { reason: 'Still in the van' });

  expect(undone.body).toMatchObject({ status: 'Out for Delivery' });
  expect(await delivery(planned)).toMatchObject({ status: 'in_transit', address: '9 New Road' });
});

test('erasing the former owner leaves a delivery that was taken up again where the next one wants it', async () => {
  const [former, next] = (await people()) as [Person, Person];
  const id = await aReadyOrder(former);
  const planned = await aPlannedDelivery(id);
  await driver.put(`/worker/api/deliveries/${planned}/start`, {});
  await driver.put(`/worker/api/deliveries/${planned}/deliver`, {});
  await handOver(id, next, {}, admin);
  await admin.post(`/admin/api/orders/${id}/undo`, { reason: 'Handed to the neighbour' });
  await admin.put(`/admin/api/deliveries/${planned}`, { address: '7 Mill Lane' });

  await erase(former);

  expect(await delivery(planned)).toMatchObject({ status: 'in_transit', address: '7 Mill Lane' });
});

test('an order handed over while its owner is erased keeps nothing of the erased one', async () => {
  for (const _round of [1, 2, 3, 4]) {
    const [former, next] = (await people()) as [Person, Person];
    const id = await anOrderWithHistory(former, 'Luscinda');
    await aPlannedDelivery(id, { address: 'House of Luscinda' });

    const [erased, handed] = await Promise.all([erase(former), handOver(id, next)]);

    expect([erased.status, handed.status]).toEqual([200, 200]);
    expect(await order(id)).toMatchObject({ customerId: next.id, customerName: next.name, specialInstructions: '' });
    expect((await everything(id)).includes('Luscinda')).toBe(false);
  }
});

test('a driver who leaves while the order is handed over goes to the new customer, and so does one who is planned then', async () => {
  for (const _round of [1, 2, 3, 4, 5]) {
    const [former, next] = (await people()) as [Person, Person];
    const [left, free] = [await aReadyOrder(former), await aReadyOrder(former)];
    const planned = await aPlannedDelivery(left);

    const [started, handed, made, handedToo] = await Promise.all([
      driver.put(`/worker/api/deliveries/${planned}/start`, {}),
      handOver(left, next, {}, admin),
      admin.post('/admin/api/deliveries', { orderId: free, workerId: driver.id }),
      handOver(free, next, {}, admin),
    ]);

    expect([started.status, handed.status, made.status]).toEqual([200, 200, 201]);
    expect(await delivery(planned)).toMatchObject({ status: 'in_transit', address: '9 New Road' });
    // Who was told that the order was moved at that moment looks again.
    expect([200, 409]).toContain(handedToo.status);
    if (handedToo.status === 409) expect(handedToo.body.code).toBe('order.outrun');
    expect((await handOver(free, next, {}, admin)).status).toBe(200);
    expect(await delivery(made.body.id)).toMatchObject({ status: 'pending', address: '9 New Road' });
  }
});

test('words about a hand-over that do nothing are named, and an address for no delivery is refused', async () => {
  const [former, next] = (await people()) as [Person, Person];
  const id = await aReadyOrder(former);
  const before = await order(id);

  const alone = await clerk.put(`/employee/api/orders/${id}`, { keepDetails: true, deliveryAddress: address });
  const nowhere = await handOver(id, next, { deliveryAddress: address });
  const word = await handOver(id, next, { keepDetails: 'yes' });

  expect([alone.status, alone.headers['x-ignored-fields']]).toEqual([200, 'keepDetails, deliveryAddress']);
  expect([nowhere.status, nowhere.body.details[0].path]).toEqual([400, 'deliveryAddress']);
  expect([word.status, word.body.details[0].path]).toEqual([400, 'keepDetails']);
  expect(await order(id)).toEqual(before);
});
