import type { Db } from '../../db/client.js';
import { dayIn } from '../../shared/business-day.js';
import { toDecimal } from '../../shared/money.js';
import { olderThan, type Position, pagesOf } from '../../shared/page.js';
import { wireUnits } from '../catalogue/index.js';
import { wireQuantity } from './line-amount.js';
import { type OrderFilter, type OrderWhere, type Shop, selectionOf, whereOf } from './order-filter.js';
import { statusLabels } from './order-status.js';

export const orderColumns = [
  'id',
  'createdAt',
  'updatedAt',
  'status',
  'customerId',
  'customerName',
  'customerEmail',
  'customerPhone',
  'pickupDate',
  'specialInstructions',
  'pieces',
  'total',
  'currency',
  'day',
] as const;

export const orderLineColumns = [
  'orderId',
  'createdAt',
  'status',
  'customerId',
  'line',
  'serviceId',
  'service',
  'category',
  'quantity',
  'unitPrice',
  'lineTotal',
  'currency',
  'note',
  'day',
  'unit',
] as const;

const rowSelect = {
  id: true,
  createdAt: true,
  updatedAt: true,
  status: true,
  customerId: true,
  customerName: true,
  customerEmail: true,
  customerPhone: true,
  pickupDate: true,
  specialInstructions: true,
  pieceCount: true,
  totalMinor: true,
  currency: true,
} as const;

const linesSelect = {
  id: true,
  createdAt: true,
  status: true,
  customerId: true,
  currency: true,
  lines: { orderBy: { position: 'asc' } },
} as const;

/** The orders that the filter lets through, newest first, one row an order; its day is the shop's. Throws `search.too_broad`. */
export async function* exportOrders(db: Db, shop: Shop, filter: OrderFilter) {
  const dayOf = dayIn(shop.timeZone);
  const find = (window: Window) => db.order.findMany({ ...window, select: rowSelect });
  for await (const page of await read(db, shop, filter, find)) {
    yield page.map(({ pieceCount, totalMinor, ...order }) => ({
      ...order,
      createdAt: order.createdAt.toISOString(),
      updatedAt: order.updatedAt.toISOString(),
      status: statusLabels[order.status],
      pieces: pieceCount,
      total: toDecimal(totalMinor, order.currency),
      day: dayOf(order.createdAt),
    }));
  }
}

/** The same orders, one row for each of their lines. Throws `search.too_broad`. */
export async function* exportOrderLines(db: Db, shop: Shop, filter: OrderFilter) {
  const dayOf = dayIn(shop.timeZone);
  const find = (window: Window) => db.order.findMany({ ...window, select: linesSelect });
  for await (const page of await read(db, shop, filter, find, ({ lines }) => lines.length)) {
    yield page.flatMap(({ lines, ...order }) =>
      lines.map((line) => ({
        orderId: order.id,
        createdAt: order.createdAt.toISOString(),
        status: statusLabels[order.status],
        customerId: order.customerId,
        line: line.position + 1,
        serviceId: line.serviceId,
        service: line.name,
        category: line.category,
        quantity: wireQuantity(line),
        unit: wireUnits[line.unit],
        unitPrice: toDecimal(line.unitPriceMinor, order.currency),
        lineTotal: toDecimal(line.lineTotalMinor, order.currency),
        currency: order.currency,
        note: line.note,
        day: dayOf(order.createdAt),
      })),
    );
  }
}

type Window = { where: OrderWhere; orderBy: [{ createdAt: 'desc' }, { id: 'desc' }]; take: number };

async function read<Row extends { id: string; createdAt: Date }>(
  db: Db,
  shop: Shop,
  filter: OrderFilter,
  find: (window: Window) => Promise<Row[]>,
  partsOf?: (row: Row) => number,
) {
  const where = whereOf(await selectionOf(db, shop, filter));
  return pagesOf(
    (after: Position<string> | undefined, take) =>
      find({
        where: { AND: [where, after ? olderThan('createdAt', after) : {}] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
      }),
    (row) => ({ at: row.createdAt, id: row.id }),
    partsOf,
  );
}
