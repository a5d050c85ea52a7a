import fc from 'fast-check';
import { type BatchMove, type BatchType, cancelBatch, moveBatch, postBatch } from './batches.js';
import { anOrder } from './builders.js';
import { add, find, miss, takeOut } from './manifest-commands.js';
import { agree, command, pick, type Real } from './order-command.js';
import {
  advance,
  batchLife,
  go,
  goBack,
  isWithdrawn,
  label,
  type Model,
  type ModelBatch,
  type ModelOrder,
  type Place,
  placeFor,
  refusesAdminsCancellation,
  refusesBatch,
  refusesCancellation,
  refusesMove,
  refusesOwner,
  refusesStatus,
  refusesUndo,
} from './order-model.js';

const place = fc.constantFrom('s1', 's2', 's3').map((service) =>
  command(`place ${service}`, 'nothing', async (model, { app, owner }) => {
    const { order } = await anOrder(app, { customerEmail: owner.email, serviceIds: [service] }, owner.token);
    const told: [string, string][] = [['At Store', `customer:${owner.id}`]];
    model.orders.push({
      id: order.id,
      place: 'At Store',
      open: null,
      total: order.total,
      told,
      steps: [],
      isUndone: false,
      missingFrom: null,
    });
  }),
);

const withdraw = onOrder('withdraw', async (order, { app, owner }) => {
  const answer = await app.http.delete(`/api/orders/${order.id}`).query({ email: owner.email }).set(owner.as());
  const again = isWithdrawn(order);
  if (agree(answer, again ? null : refusesOwner(order)) && !again) go(order, 'Cancelled', `customer:${owner.id}`);
});

const reprice = onOrder('re-price', async (order, { app, owner }) => {
  const body = { serviceIds: ['s1', 's2', 's3'] };
  const answer = await app.http.put(`/api/orders/${order.id}`).set(owner.as()).send(body);
  // What an order has already is no change of it, wherever it is.
  if (!agree(answer, order.total === 600 ? null : refusesOwner(order)) || order.total === 600) return;
  order.total = 600;
  order.told.push([label(order.place), `customer:${owner.id}`]);
});

const adminsCancellation = onOrder('cancel as admin', async (order, { app, clerks }) => {
  const admin = pick(clerks, 0);
  const answer = await app.http.delete(`/admin/api/orders/${order.id}`).set(admin.headers);
  const again = order.place === 'Cancelled';
  if (agree(answer, refusesAdminsCancellation(order)) && !again) go(order, 'Cancelled', admin.label);
});

const targets: Place[] = ['Quality Check', 'Ready for Delivery', 'Delivered', 'Processing', 'Cancelled', 'At Store'];
const setStatus = fc.tuple(fc.nat(), fc.constantFrom(...targets)).map(([at, to]) =>
  command(`set order ${at} to ${to}`, 'orders', async (model, { app, clerks }) => {
    const [order, employee] = [pick(model.orders, at), pick(clerks, 1)];
    const answer = await app.http
      .put(`/employee/api/orders/${order.id}/status`)
      .set(employee.headers)
      .send({ status: to, note: 'model' });
    const place = placeFor(order, to);
    if (agree(answer, refusesStatus(order, to)) && place) go(order, place, employee.label);
  }),
);

const directions = ['FACTORY_TO_STORE', 'STORE_TO_FACTORY'] as const satisfies BatchType[];
const isFit = (type: BatchType) => (order: ModelOrder) => refusesBatch([order], type) === null;
const some = fc.array(fc.nat(), { minLength: 1, maxLength: 4 });
const batch = async (model: Model, { app, clerks }: Real, who: number, type: BatchType, orders: ModelOrder[]) => {
  const body = { order_ids: orders.map((order) => order.id), type, created_by: 'model' };
  const answer = await postBatch(app, pick(clerks, who), body);
  if (!agree(answer, refusesBatch(orders, type), 201)) return;
  const made: ModelBatch = { id: answer.body.id, type, status: 'PENDING', orders };
  model.batches.push(made);
  for (const order of orders) order.open = made;
};

const batchOfAny = fc
  .tuple(fc.nat(1), fc.constantFrom(...directions), some)
  .map(([who, type, at]) =>
    command(`batch ${type} of ${at.join()} by ${who}`, 'orders', (model, real) =>
      batch(model, real, who, type, [...new Set(at.map((index) => pick(model.orders, index)))]),
    ),
  );
// Orders rarely fit by chance, and those on their way back hardly ever.
const batchOfFit = fc.tuple(fc.nat(1), some).map(([who, at]) =>
  command(`batch of fit ${at.join()} by ${who}`, 'orders', async (model, real) => {
    const type = directions.find((direction) => model.orders.some(isFit(direction)));
    if (!type) return;
    const fit = model.orders.filter(isFit(type));
    await batch(model, real, who, type, [...new Set(at.map((index) => pick(fit, index)))]);
  }),
);

const moves = Object.keys(batchLife) as BatchMove[];
// Most of the time the move that comes next: a batch that only meets refusals gets nowhere.
const someMove = fc.oneof({ weight: 3, arbitrary: fc.constant('next' as const) }, fc.constantFrom(...moves));
const move = fc.tuple(fc.nat(1), fc.nat(), someMove).map(([who, at, wanted]) =>
  command(`${wanted} batch ${at} by ${who}`, 'batches', async (model, { app, clerks }) => {
    const clerk = pick(clerks, who);
    const moving = model.batches.filter((batch) => moves.some((name) => refusesMove(batch, name) === null));
    const batch = pick(wanted === 'next' && moving.length > 0 ? moving : model.batches, at);
    const next = moves.find((name) => refusesMove(batch, name) === null) ?? 'initiate';
    const name = wanted === 'next' ? next : wanted;
    const answer = await moveBatch(app, clerk, batch.id, name);
    if (agree(answer, refusesMove(batch, name))) advance(batch, name, clerk.label);
  }),
);

const cancel = fc.tuple(fc.nat(1), fc.nat()).map(([who, at]) =>
  command(`cancel batch ${at} by ${who}`, 'batches', async (model, { app, clerks }) => {
    const batch = pick(model.batches, at);
    if (!agree(await cancelBatch(app, pick(clerks, who), batch.id), refusesCancellation(batch))) return;
    batch.status = 'CANCELLED';
    for (const order of batch.orders) order.open = null;
  }),
);

const undo = fc.tuple(fc.nat(1), fc.nat()).map(([who, at]) =>
  command(`take back ${at} by ${who}`, 'orders', async (model, { app, clerks }) => {
    const [order, clerk] = [pick(model.orders, at), pick(clerks, who)];
    const answer = await app.http
      .post(`${clerk.portal}/orders/${order.id}/undo`)
      .set(clerk.headers)
      .send({ reason: 'model' });
    const by = { label: clerk.label, isAdmin: who === 0 };
    if (agree(answer, refusesUndo(order, by))) goBack(order, clerk.label);
  }),
);

function onOrder(name: string, run: (order: ModelOrder, real: Real) => Promise<void>) {
  return fc.nat().map((at) => command(`${name} ${at}`, 'orders', (model, real) => run(pick(model.orders, at), real)));
}

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => Array.from({ length: weight }, () => arbitrary);

export type { Real };

/** What three clients may do to orders and batches, the roads more often than the exits. */
export const orderCommands = [
  ...often(3, place),
  ...often(2, batchOfAny),
  ...often(3, batchOfFit),
  ...often(10, move),
  ...often(2, setStatus),
  ...often(2, undo),
  withdraw,
  reprice,
  adminsCancellation,
  cancel,
  takeOut,
  add,
  ...often(2, miss),
  ...often(2, find),
];
