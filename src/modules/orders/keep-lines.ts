import type { LineAmount } from './line-amount.js';
import type { AskedLine as Asked } from './order-lines.schema.js';
import type { StoredLine } from './stored-lines.js';

/** A line as it is asked for, in pieces, or one piece of what is weighed or measured. */
type AskedLine = Omit<Asked, 'quantity'> & LineAmount;

/** So many pieces of a line that the order has already, with the price and name they were taken in for. */
type Kept = { from: StoredLine; numbers: number[] };

/** A line as it is asked for: what of it the order has already, and how many pieces are added. */
export type MatchedLine = { asked: AskedLine; kept: Kept[]; added: number };

export type MatchedLines = {
  lines: MatchedLine[];
  /** Numbers of the pieces that no line asks for any more. */
  removed: number[];
};

/**
 * Finds in an order's lines what the asked ones already have: pieces of the same service, wherever the line stands and whatever its
 * note says. A line that is asked for as it was finds itself; then lines with the same note, then any of the service, the oldest
 * first. So a sum changes only by pieces that are added or taken out.
 */
export function matchLines(stored: readonly StoredLine[], asked: readonly AskedLine[]): MatchedLines {
  const left = new Map(stored.map((line) => [line, [...line.numbers]]));
  const lines = asked.map((line): MatchedLine => ({ asked: line, kept: [], added: line.quantity }));
  const passes: ((line: MatchedLine, from: StoredLine) => boolean)[] = [
    (line, from) => isWhole(line, left.get(from)) && line.asked.note === from.note && isAsMuch(line, from),
    (line, from) => isWhole(line, left.get(from)) && line.asked.note === from.note,
    (line, from) => isWhole(line, left.get(from)) && line.asked.note === undefined,
    (line, from) => line.asked.note === from.note,
    () => true,
  ];
  for (const fits of passes) {
    for (const line of lines) {
      for (const from of stored) {
        if (from.serviceId !== line.asked.serviceId || line.added === 0) continue;
        if (fits(line, from)) take(line, from, left.get(from) ?? []);
      }
    }
  }
  return { lines, removed: [...left.values()].flat().sort((a, b) => a - b) };
}

function isAsMuch({ asked }: MatchedLine, from: StoredLine): boolean {
  return asked.measuredMilli === from.measuredMilli;
}

function isWhole({ added, asked }: MatchedLine, left: number[] | undefined): boolean {
  return added === asked.quantity && added === left?.length;
}

function take(line: MatchedLine, from: StoredLine, left: number[]): void {
  const numbers = left.splice(0, line.added);
  if (numbers.length === 0) return;
  line.kept.push({ from, numbers });
  line.added -= numbers.length;
}
