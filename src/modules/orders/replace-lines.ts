import type { Tx } from '../../db/client.js';
import { insertRows } from '../../db/writing/insert-rows.js';
import { getOrderableServices, recountUses } from '../catalogue/index.js';
import type { RequestedLine } from './order-lines.schema.js';
import { priceLines, usesOf } from './price-lines.js';
import { countPieces, rowsOfLines } from './store-lines.js';

/** Puts other lines in the place of an order's, at today's prices, with new pieces and tags. The order must be claimed. Throws `order.unknown_services`. */
export async function replaceLines(tx: Tx, id: string, requested: RequestedLine[]): Promise<void> {
  const old = await tx.orderLine.findMany({ where: { orderId: id }, select: { serviceId: true } });
  const uses = usesOf(requested);
  const { lines, totalMinor } = priceLines(requested, await getOrderableServices(tx, [...uses.keys()]));
  await tx.piece.deleteMany({ where: { orderId: id } });
  await tx.orderLine.deleteMany({ where: { orderId: id } });
  await insertRows(tx, ...rowsOfLines(id, lines));
  await tx.order.update({ where: { id }, data: { totalMinor, pieceCount: countPieces(lines) }, select: { id: true } });
  await recountUses(tx, usesOf(old), uses);
}
