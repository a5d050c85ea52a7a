import type { Insert } from '../../db/insert-rows.js';
import type { PricedLine } from './price-lines.js';
import { lineRows, pieceRows } from './store-order.sql.js';
import { tagOf } from './tag-of.js';

/** The rows of an order's lines, and of one piece per garment, tagged `<orderId>-1` onwards in the order of the lines. */
export function rowsOfLines(orderId: string, lines: PricedLine[]): Insert[] {
  return [lineRows(lines.map((line) => ({ ...line, orderId }))), pieceRows(piecesOf(orderId, lines))];
}

export function countPieces(lines: { quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

function piecesOf(orderId: string, lines: PricedLine[]) {
  return numberedPieces(lines).map(({ number, line }) => ({
    orderId,
    linePosition: line.position,
    number,
    tag: tagOf(orderId, number),
  }));
}

/** The pieces of a new order, in the order of their lines. */
export function numberedPieces<Line extends { quantity: number }>(lines: Line[]): { number: number; line: Line }[] {
  const pieces = lines.flatMap((line) => Array.from({ length: line.quantity }, () => line));
  return pieces.map((line, index) => ({ number: index + 1, line }));
}
