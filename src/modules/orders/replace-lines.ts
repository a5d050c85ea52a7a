import type { Tx } from '../../db/client.js';
import { insertRows } from '../../db/insert-rows.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import { recountUses } from '../catalogue/index.js';
import type { LinesPlan, PlannedLine } from './plan-lines.js';
import { usesOf } from './price-lines.js';
import { countPieces } from './store-lines.js';
import { lineRows, pieceRows } from './store-order.sql.js';
import { lastPieceNumber, type StoredLine } from './stored-lines.js';
import { tagOf } from './tag-of.js';

/** A tag is read by people and printed as bars: an order that needs more numbers is typed in anew. */
const HIGHEST_PIECE_NUMBER = 9_999;

/**
 * Puts the planned lines in the place of the stored ones. The order must be claimed. Pieces that stay keep their tags; those taken out
 * are voided, and their numbers never used again. Throws `order.unknown_services` when a service that pieces are added of was
 * withdrawn meanwhile, and `invalid` when the order has used up its numbers.
 */
export async function replaceLines(
  tx: Tx,
  id: string,
  stored: readonly StoredLine[],
  plan: LinesPlan,
  at: Date,
): Promise<void> {
  const { lines, totalMinor, removed, pricedToday } = plan;
  await writeLines(tx, id, stored, lines);
  await movePieces(tx, id, stored, lines);
  await voidPieces(tx, id, removed, at);
  await addPieces(tx, id, lines);
  await tx.orderLine.deleteMany({ where: { orderId: id, position: { gte: lines.length } } });
  await tx.order.update({ where: { id }, data: { totalMinor, pieceCount: countPieces(lines) }, select: { id: true } });
  await recountUses(tx, usesOf(stored), usesOf(lines), pricedToday);
}

/** Lines beyond the new ones stay until their pieces have left them. */
async function writeLines(tx: Tx, orderId: string, stored: readonly StoredLine[], lines: readonly PlannedLine[]) {
  for (const { kept: _kept, added: _added, position, ...data } of lines.slice(0, stored.length)) {
    if (isUnchanged(stored[position], data)) continue;
    await tx.orderLine.update({ where: { orderId_position: { orderId, position } }, data, select: { position: true } });
  }
  const others = lines.slice(stored.length).map(({ kept: _kept, added: _added, ...line }) => ({ ...line, orderId }));
  await insertRows(tx, lineRows(others));
}

function isUnchanged(before: StoredLine | undefined, now: Omit<PlannedLine, 'kept' | 'added' | 'position'>): boolean {
  return (
    before !== undefined &&
    before.serviceId === now.serviceId &&
    before.name === now.name &&
    before.category === now.category &&
    before.quantity === now.quantity &&
    before.measuredMilli === now.measuredMilli &&
    before.unitPriceMinor === now.unitPriceMinor &&
    before.note === now.note
  );
}

async function movePieces(tx: Tx, orderId: string, stored: readonly StoredLine[], lines: readonly PlannedLine[]) {
  const was = new Map(stored.flatMap(({ position, numbers }) => numbers.map((number) => [number, position] as const)));
  for (const { position, kept } of lines) {
    const moved = kept.filter((number) => was.get(number) !== position);
    if (moved.length === 0) continue;
    const where = { tag: { in: moved.map((number) => tagOf(orderId, number)) } };
    await tx.piece.updateMany({ where, data: { linePosition: position } });
  }
}

async function voidPieces(tx: Tx, orderId: string, numbers: readonly number[], at: Date): Promise<void> {
  if (numbers.length === 0) return;
  const where = { tag: { in: numbers.map((number) => tagOf(orderId, number)) } };
  await tx.piece.updateMany({ where, data: { linePosition: null, voidedAt: at } });
}

async function addPieces(tx: Tx, orderId: string, lines: readonly PlannedLine[]): Promise<void> {
  const positions = lines.flatMap(({ position, added }) => Array.from({ length: added }, () => position));
  if (positions.length === 0) return;
  const last = await lastPieceNumber(tx, orderId);
  if (last + positions.length > HIGHEST_PIECE_NUMBER) {
    const message = `need more than the ${HIGHEST_PIECE_NUMBER} piece numbers of one order: place another`;
    throw invalidFields([{ path: 'items', message }]);
  }
  const pieces = positions.map((linePosition, index) => {
    const number = last + 1 + index;
    return { orderId, linePosition, number, tag: tagOf(orderId, number) };
  });
  await insertRows(tx, pieceRows(pieces));
}
