import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aService } from '../support/builders.js';
import { type Account, aCustomer } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

type Item = { serviceId: string; quantity: number; unitPrice: number; note: string | null };
type Edit = (body: object) => PromiseLike<{ status: number; body: { error: string; total: number; items: Item[] } }>;

type Begin = (items: object[]) => Promise<{ id: string; edit: Edit }>;

const byOwner: Begin = async (items) => {
  const owner: Account = await aCustomer(app);
  const { order } = await anOrder(app, { serviceIds: undefined, items }, owner.token);
  return { id: order.id, edit: (body) => app.http.put(`/api/orders/${order.id}`).set(owner.as()).send(body) };
};

const byAdmin: Begin = async (items) => {
  const { order } = await anOrder(app, { serviceIds: undefined, items });
  return { id: order.id, edit: (body) => admin.put(`/admin/api/orders/${order.id}`, body) };
};

/** Everybody who edits an order, each on one of these items. */
const editors: [string, Begin][] = [
  ['its owner', byOwner],
  ['an admin', byAdmin],
];

const piecesOf = async (orderId: string) => {
  const rows = await app.deps.db.piece.findMany({ where: { orderId }, orderBy: { number: 'asc' } });
  return rows.map(({ tag, linePosition, voidedAt }) => [tag.slice(9), linePosition, voidedAt !== null]);
};
const usesOf = async (id: string) => (await app.deps.db.service.findUniqueOrThrow({ where: { id } })).usageCount;
const reprice = (id: string, changes: object) => app.deps.db.service.update({ where: { id }, data: changes });

test.each(editors)(
  '%s writes another note and no price moves, whatever the catalogue says now',
  async (_who, begin) => {
    const blazer = await aService(app, { priceMinor: 25_000n, name: 'Blazer' });
    const { edit } = await begin([{ serviceId: blazer, quantity: 2, note: 'navy' }]);
    await reprice(blazer, { priceMinor: 40_000n, name: 'Blazer / Coat' });

    const answer = await edit({ items: [{ serviceId: blazer, quantity: 2, note: 'black' }] });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ total: 500, service: ['Blazer'] });
    expect(answer.body.items).toMatchObject([{ quantity: 2, unitPrice: 250, note: 'black' }]);
  },
);

test.each(editors)('%s adds a shirt and one more blazer: only these cost what they cost today', async (_who, begin) => {
  const [blazer, shirt] = [await aService(app, { priceMinor: 25_000n }), await aService(app, { priceMinor: 4_000n })];
  const { id, edit } = await begin([{ serviceId: blazer, quantity: 2, note: 'navy' }]);
  await reprice(blazer, { priceMinor: 40_000n });

  const items = [
    { serviceId: shirt, quantity: 1 },
    { serviceId: blazer, quantity: 3, note: 'navy' },
  ];
  const answer = await edit({ items });
  const again = await edit({ items: answer.body.items });

  expect(answer.body.items).toMatchObject([
    { serviceId: shirt, quantity: 1, unitPrice: 40, note: null },
    { serviceId: blazer, quantity: 2, unitPrice: 250, note: 'navy' },
    { serviceId: blazer, quantity: 1, unitPrice: 400, note: 'navy' },
  ]);
  expect(answer.body.total).toBe(940);
  expect(again.body).toEqual(answer.body);
  expect(await piecesOf(id)).toEqual([
    ['1', 1, false],
    ['2', 1, false],
    ['3', 0, false],
    ['4', 2, false],
  ]);
  expect([await usesOf(blazer), await usesOf(shirt)]).toEqual([2, 1]);
});

test.each(editors)('%s keeps and takes out pieces of a withdrawn service, and cannot add any', async (_who, begin) => {
  const [gone, deleted] = [await aService(app, { priceMinor: 1_000n }), await aService(app, { priceMinor: 700n })];
  const { id, edit } = await begin([
    { serviceId: gone, quantity: 3, note: 'red' },
    { serviceId: deleted, quantity: 1 },
  ]);
  await reprice(gone, { status: 'INACTIVE' });
  await reprice(deleted, { deletedAt: new Date() });

  const kept = await edit({ items: [{ serviceId: deleted }, { serviceId: gone, quantity: 2, note: 'blue' }] });
  const grown = await edit({ items: [{ serviceId: deleted }, { serviceId: gone, quantity: 3 }] });
  const split = await edit({
    items: [
      { serviceId: gone, note: 'blue' },
      { serviceId: gone, note: 'green' },
    ],
  });

  expect([kept.status, kept.body.total]).toEqual([200, 27]);
  expect([grown.status, grown.body.error]).toEqual([400, 'One or more services are invalid']);
  expect([split.status, split.body.total]).toEqual([200, 20]);
  expect([await usesOf(gone), await usesOf(deleted)]).toEqual([2, 0]);
  expect(await piecesOf(id)).toEqual([
    ['1', 0, false],
    ['2', 1, false],
    ['3', null, true],
    ['4', null, true],
  ]);
});

test.each(editors)('a number of a piece is never used again, whatever %s takes out and adds', async (_who, begin) => {
  const { id, edit } = await begin([
    { serviceId: 's1', quantity: 2 },
    { serviceId: 's2', quantity: 1 },
  ]);

  await edit({ items: [{ serviceId: 's2' }] });
  const answer = await edit({ items: [{ serviceId: 's3', quantity: 2 }, { serviceId: 's2' }] });

  expect(answer.status).toBe(200);
  expect(await piecesOf(id)).toEqual([
    ['1', null, true],
    ['2', null, true],
    ['3', 1, false],
    ['4', 0, false],
    ['5', 0, false],
  ]);
  expect((await app.deps.db.order.findUniqueOrThrow({ where: { id } })).pieceCount).toBe(3);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test.each(editors)(
  'ids sent back as the order shows them change nothing for %s: neither quantities nor notes',
  async (_who, begin) => {
    const { id, edit } = await begin([
      { serviceId: 's1', quantity: 3, note: 'two shirts, one saree' },
      { serviceId: 's3', quantity: 1 },
    ]);
    const before = await app.deps.db.order.findUniqueOrThrow({
      where: { id },
      include: { lines: true, timeline: true },
    });

    const comma = await edit({ serviceId: 's1,s3' });
    const list = await edit({ serviceId: ['s1', 's3'] });
    const others = await edit({ serviceIds: ['s3', 's1', 's1'] });

    expect([comma.body.total, list.body.total]).toEqual([700, 700]);
    expect(others.body.items).toMatchObject([
      { serviceId: 's3', quantity: 1 },
      { serviceId: 's1', quantity: 2, note: 'two shirts, one saree' },
    ]);
    const edits = await app.deps.db.timelineEntry.count({ where: { orderId: id, type: 'edited' } });
    expect([before.timeline.length, edits]).toEqual([1, 1]);
  },
);

test('a change of notes tells no new price, and one of pieces does', async () => {
  const { id, edit } = await byAdmin([{ serviceId: 's1', quantity: 2 }]);
  const told = async () => {
    const events = await app.deps.db.event.findMany({ where: { subject: `order:${id}` }, orderBy: { id: 'asc' } });
    return events.map(({ type }) => type);
  };

  await edit({ items: [{ serviceId: 's1', quantity: 2, note: 'silk' }] });
  expect(await told()).toEqual(['order.created', 'order.updated']);
  await edit({ items: [{ serviceId: 's1', quantity: 1, note: 'silk' }] });
  expect(await told()).toEqual(['order.created', 'order.updated', 'order.updated', 'order.repriced']);
});

test('an order whose numbers are used up takes no more pieces, and can still be made smaller', async () => {
  const { order } = await anOrder(app, { serviceIds: ['s1', 's2'] });
  await app.deps.db.piece.create({
    data: { tag: `${order.id}-9999`, orderId: order.id, number: 9_999, voidedAt: new Date() },
  });

  const more = await admin.put(`/admin/api/orders/${order.id}`, { serviceIds: ['s1', 's2', 's3'] });
  const fewer = await admin.put(`/admin/api/orders/${order.id}`, { serviceIds: ['s1'] });

  expect([more.status, more.body.error]).toEqual([
    400,
    'Invalid fields: items need more than the 9999 piece numbers of one order: place another',
  ]);
  expect([fewer.status, fewer.body.total]).toEqual([200, 200]);
});

const line = (services: number) =>
  fc.record({
    service: fc.nat(services - 1),
    quantity: fc.integer({ min: 1, max: 4 }),
    note: fc.constantFrom('a', 'b', null),
  });
const lines = fc.array(line(3), { minLength: 1, maxLength: 5 });

test('whatever lines are asked for, pieces that stay keep their price, added ones cost what they cost today, and sums are exact', async () => {
  await fc.assert(
    fc.asyncProperty(lines, lines, fc.nat(1), async (first, second, who) => {
      const services = [
        await aService(app, { priceMinor: 101n }),
        await aService(app, { priceMinor: 203n }),
        await aService(app, { priceMinor: 307n }),
      ];
      const items = (asked: typeof first) =>
        asked.map(({ service, quantity, note }) => ({ serviceId: services[service], quantity, note }));
      const { id, edit } = await (who === 0 ? byOwner : byAdmin)(items(first));
      for (const service of services) await reprice(service, { priceMinor: { increment: 1_000n } });

      const shuffled = await edit({ items: items(first).toReversed() });
      const before = await app.deps.db.piece.findMany({ where: { orderId: id, voidedAt: null } });
      const answer = await edit({ items: items(second) });
      const after = await app.deps.db.piece.findMany({ where: { orderId: id, voidedAt: null } });

      const count = (asked: typeof first, service: number) =>
        asked.filter((one) => one.service === service).reduce((sum, { quantity }) => sum + quantity, 0);
      const old = [101, 203, 307];
      const total = (asked: typeof first) =>
        old.reduce((sum, price, service) => {
          const [had, wanted] = [count(first, service), count(asked, service)];
          return sum + price * Math.min(had, wanted) + (price + 1_000) * Math.max(0, wanted - had);
        }, 0) / 100;
      expect(shuffled.body.total).toBeCloseTo(total(first), 8);
      expect(answer.body.total).toBeCloseTo(total(second), 8);
      const kept = [0, 1, 2].reduce((sum, one) => sum + Math.min(count(first, one), count(second, one)), 0);
      const tags = new Set(before.map(({ tag }) => tag));
      expect(after.filter(({ tag }) => tags.has(tag))).toHaveLength(kept);
    }),
    { numRuns: 25 },
  );
  expect(await checkInvariants(app.deps.db)).toEqual([]);
}, 120_000);
