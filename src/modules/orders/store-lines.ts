import type { Tx } from '../../db/client.js';
import { insertLines, insertPieces } from '../../db/queries/place-order.js';
import type { PricedLine } from './price-lines.js';

/** Writes an order's lines and one piece per garment, tagged `<orderId>-1` onwards in the order of the lines. */
export async function storeLines(tx: Tx, orderId: string, lines: PricedLine[]): Promise<void> {
  await insertLines(
    tx,
    lines.map((line) => ({ ...line, orderId })),
  );
  await insertPieces(tx, piecesOf(orderId, lines));
}

export function countPieces(lines: { quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

function piecesOf(orderId: string, lines: PricedLine[]) {
  const pieces = lines.flatMap((line) => Array.from({ length: line.quantity }, () => line.position));
  return pieces.map((linePosition, index) => ({
    orderId,
    linePosition,
    number: index + 1,
    tag: `${orderId}-${index + 1}`,
  }));
}
