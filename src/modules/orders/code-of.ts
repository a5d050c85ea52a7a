import type { Db } from '../../db/client.js';
import { orderExists } from './order.store.js';
import type { Scanned } from './scanned-order-id.js';
import { tagOf } from './tag-of.js';

/** The text of the barcode of what was scanned: the order's id, or the tag of a piece that is in it. Null where there is no such. */
export async function codeOf(db: Db, { orderId, piece }: Scanned): Promise<string | null> {
  if (piece === null) return (await orderExists(db, orderId)) ? orderId : null;
  const tag = tagOf(orderId, piece);
  const found = await db.piece.findUnique({ where: { tag }, select: { voidedAt: true } });
  return found && found.voidedAt === null ? tag : null;
}
