import type { Tx } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { findMergedInto, holdLivingAccountRow, holdOrRefuse } from '../customers/index.js';
import { outrun } from './cannot-move.js';
import type { OwnedOrder } from './order.store.js';
import type { OrderChanges } from './order-changes.js';
import { ORDER_ID } from './scanned-order-id.js';

/** The columns of an order that follow from whose it is. */
export type Owner = { customerId: number; inAccount: boolean; provesAccount: boolean };

/**
 * Gives the open delivery of an order, which must be held, this address or none, and answers whether that is another. Deliveries know
 * orders and not the other way round, so whoever knows both hands it in.
 */
export type Readdress = (
  tx: Tx,
  deliveryId: number,
  address: string | null,
  by: { at: Date; actor: string },
) => Promise<boolean>;

/**
 * Holds everything that a hand-over of the order changes or refers to, in the order in which others hold it: both customers, the
 * open delivery, the order. Throws `order.outrun` when a delivery was planned meanwhile.
 */
export async function holdForHandOver(tx: Tx, id: string, customerId: number): Promise<void> {
  // PostgreSQL refuses what no id can be; whoever reads the order will not find it.
  if (!ORDER_ID.test(id)) return;
  const select = { customerId: true, openDeliveryId: true } as const;
  const before = await tx.order.findUnique({ where: { id }, select });
  if (!before) return;
  for (const held of [before.customerId, customerId].toSorted((a, b) => a - b)) await holdLivingAccountRow(tx, held);
  if (before.openDeliveryId !== null) await lockRow(tx, 'deliveries', before.openDeliveryId);
  await lockRow(tx, 'orders', id);
  const now = await tx.order.findUnique({ where: { id }, select });
  if (now?.openDeliveryId !== before.openDeliveryId) throw outrun();
}

type HandOver = { owner?: Owner; input: OrderChanges };

/**
 * What an order becomes that goes to another customer, whose row is held from here on: theirs in their account, with their name,
 * e-mail and phone where the input says nothing new. What the one before had typed goes, unless the input says it anew or keeps it:
 * notes that the lines asked for do not name are none. Its tracking token, which the one before has, proves nothing any more. Throws
 * `order.unknown_customer`.
 */
export async function handOver(tx: Tx, before: OwnedOrder, input: OrderChanges): Promise<HandOver> {
  const { customerId, keepDetails } = input;
  if (customerId === undefined || customerId === before.customerId) return { input };
  // A console that was open during a merge sends the old number back.
  if ((await findMergedInto(tx, customerId)) === before.customerId) return { input };
  const customer = await holdOrRefuse(tx, customerId);
  // A whole order sent back says of the one before what the order said: that is nothing new.
  const said = <Own extends string | null | undefined>(
    name: 'customerName' | 'customerEmail' | 'customerPhone' | 'specialInstructions',
    own: Own,
  ) => (input[name] === undefined || input[name] === before[name] ? own : input[name]);
  return {
    owner: { customerId, inAccount: customer.passwordHash !== null, provesAccount: false },
    input: {
      ...input,
      customerName: said('customerName', customer.name) ?? undefined,
      customerEmail: said('customerEmail', customer.email ?? '') ?? undefined,
      customerPhone: said('customerPhone', customer.phone) ?? undefined,
      ...(keepDetails
        ? {}
        : {
            specialInstructions: said('specialInstructions', ''),
            lines: input.lines?.map((line) => ({ ...line, note: line.note ?? null })),
          }),
    },
  };
}

/**
 * Notes whose the order was until now, and up to where its history is about them; to be called before anything is written into that. An
 * open delivery is the next one's.
 */
export async function rememberOwner(tx: Tx, { id: orderId, customerId, openDeliveryId }: OwnedOrder): Promise<void> {
  const where = { orderId };
  const newest = { orderBy: { id: 'desc' }, select: { id: true } } as const;
  const entry = await tx.timelineEntry.findFirst({ where, ...newest });
  const track = await tx.track.findFirst({ where, ...newest });
  const isOver = openDeliveryId === null ? {} : { id: { not: openDeliveryId } };
  const delivery = await tx.delivery.findFirst({ where: { ...where, ...isOver }, ...newest });
  const until = { untilEntry: entry?.id ?? 0, untilTrack: track?.id ?? 0, untilDelivery: delivery?.id ?? 0 };
  await tx.formerOwner.create({ data: { orderId, customerId, ...until } });
}

/** Clears what the lines say beside what was ordered, and answers whether they said anything. */
export async function clearLineNotes(tx: Tx, orderId: string): Promise<boolean> {
  const cleared = await tx.orderLine.updateMany({ where: { orderId, note: { not: null } }, data: { note: null } });
  return cleared.count > 0;
}
