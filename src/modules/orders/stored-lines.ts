import type { Tx } from '../../db/client.js';
import type { Minor } from '../../shared/money.js';
import type { LineAmount } from './line-amount.js';

/** A line as an order has it, with the numbers of its pieces. */
export type StoredLine = LineAmount & {
  position: number;
  serviceId: string;
  name: string;
  category: string | null;
  unitPriceMinor: Minor;
  note: string | null;
  numbers: number[];
};

/** The lines of an order as they are placed, with the pieces that belong to them, lowest number first. */
export async function storedLinesOf(tx: Tx, orderId: string): Promise<StoredLine[]> {
  const [lines, pieces] = await Promise.all([
    tx.orderLine.findMany({ where: { orderId }, orderBy: { position: 'asc' } }),
    tx.piece.findMany({
      where: { orderId, voidedAt: null },
      orderBy: { number: 'asc' },
      select: { number: true, linePosition: true },
    }),
  ]);
  const numbers = new Map<number | null, number[]>();
  for (const { linePosition, number } of pieces) {
    const of = numbers.get(linePosition);
    if (of) of.push(number);
    else numbers.set(linePosition, [number]);
  }
  return lines.map(({ position, serviceId, name, category, unit, quantity, measuredMilli, unitPriceMinor, note }) => ({
    position,
    serviceId,
    name,
    category,
    unit,
    quantity,
    measuredMilli,
    unitPriceMinor,
    note,
    numbers: numbers.get(position) ?? [],
  }));
}

/** The highest number that a piece of this order ever had. */
export async function lastPieceNumber(tx: Tx, orderId: string): Promise<number> {
  return (await tx.piece.aggregate({ where: { orderId }, _max: { number: true } }))._max.number ?? 0;
}
