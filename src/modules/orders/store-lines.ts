import { lineRows, pieceRows } from '../../db/queries/place-order.js';
import type { Insert } from '../../db/writing/writer.js';
import type { PricedLine } from './price-lines.js';

/** The rows of an order's lines, and of one piece per garment, tagged `<orderId>-1` onwards in the order of the lines. */
export function rowsOfLines(orderId: string, lines: PricedLine[]): Insert[] {
  return [lineRows(lines.map((line) => ({ ...line, orderId }))), pieceRows(piecesOf(orderId, lines))];
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
    tag: tagOf(orderId, index + 1),
  }));
}

/** What the strip on a piece carries. */
export function tagOf(orderId: string, number: number): string {
  return `${orderId}-${number}`;
}
