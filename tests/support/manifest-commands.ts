import fc from 'fast-check';
import type { Clerk } from './batches.js';
import { agree, batchOn, command, pick } from './order-command.js';
import {
  foundAt,
  go,
  isIn,
  label,
  leave,
  type ModelBatch,
  type ModelOrder,
  refusesAdding,
  refusesLeaving,
} from './order-model.js';

// What clerks do to single orders of a batch, and to those that are missing.

const inBatch = ({ portal }: Clerk, batch: ModelBatch, order: ModelOrder) =>
  `${portal}/transit-batches/${batch.id}/orders/${order.id}`;

/** Mostly an order of the batch: another one only meets refusals. */
const someOrder = (orders: ModelOrder[], batch: ModelBatch, at: number, own: boolean) =>
  pick(own && batch.orders.length > 0 ? batch.orders : orders, at);
const often = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false));

export const takeOut = fc.tuple(fc.nat(1), fc.nat(), fc.nat(), often).map(([who, at, which, own]) =>
  command(`take order ${which} out of batch ${at} by ${who}`, 'batches', async (model, { app, clerks }) => {
    const clerk = pick(clerks, who);
    const batch = batchOn(model, ['PENDING'], at);
    const order = someOrder(model.orders, batch, which, own);
    const answer = await app.http.delete(inBatch(clerk, batch, order)).set(clerk.headers);
    if (!agree(answer, refusesLeaving(batch, order, 'taken out'))) return;
    if (batch.orders.length === 1) {
      batch.status = 'CANCELLED';
      order.open = null;
      return;
    }
    leave(batch, order);
    order.told.push([label(order.place), clerk.label]);
  }),
);

export const add = fc.tuple(fc.nat(1), fc.nat(), fc.nat()).map(([who, at, which]) =>
  command(`put order ${which} into batch ${at} by ${who}`, 'batches', async (model, { app, clerks }) => {
    const clerk = pick(clerks, who);
    const [batch, order] = [batchOn(model, ['PENDING'], at), pick(model.orders, which)];
    const answer = await app.http
      .post(`${clerk.portal}/transit-batches/${batch.id}/orders`)
      .set(clerk.headers)
      .send({ order_ids: [`${order.id}-1`, order.id] });
    if (!agree(answer, refusesAdding(batch, order)) || isIn(batch, order)) return;
    batch.orders.push(order);
    order.open = batch;
  }),
);

export const miss = fc.tuple(fc.nat(1), fc.nat(), fc.nat(), often).map(([who, at, which, own]) =>
  command(`miss order ${which} of batch ${at} by ${who}`, 'batches', async (model, { app, clerks }) => {
    const clerk = pick(clerks, who);
    const batch = batchOn(model, ['IN_TRANSIT', 'ARRIVED'], at);
    const order = someOrder(model.orders, batch, which, own);
    const answer = await app.http
      .post(`${inBatch(clerk, batch, order)}/missing`)
      .set(clerk.headers)
      .send({});
    if (!agree(answer, refusesLeaving(batch, order, 'missing'))) return;
    leave(batch, order);
    order.missingFrom = batch.type;
    order.told.push([label(order.place), clerk.label]);
  }),
);

const places = fc.constantFrom('At Store', 'At Factory', 'Processing');
export const find = fc.tuple(fc.nat(1), fc.nat(), places, often).map(([who, at, status, lost]) =>
  command(`find order ${at} ${status} by ${who}`, 'orders', async (model, { app, clerks }) => {
    const clerk = pick(clerks, who);
    const missing = model.orders.filter((order) => order.missingFrom);
    const order = pick(lost && missing.length > 0 ? missing : model.orders, at);
    const answer = await app.http.post(`${clerk.portal}/orders/${order.id}/found`).set(clerk.headers).send({ status });
    const from = order.missingFrom;
    if (!agree(answer, from ? null : { status: 400, error: 'Order is not missing' }) || !from) return;
    go(order, foundAt(from, status), clerk.label);
  }),
);
