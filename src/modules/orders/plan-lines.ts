import type { Tx } from '../../db/client.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import { type Minor, sumMinor } from '../../shared/money.js';
import { getOrderableServices, type PricedService } from '../catalogue/index.js';
import { type MatchedLine, matchLines } from './keep-lines.js';
import { amountOf, totalOf } from './line-amount.js';
import { type AskedLine, MAX_LINES } from './order-lines.schema.js';
import type { PricedLine } from './price-lines.js';
import type { StoredLine } from './stored-lines.js';

/** A line of a changed order: its pieces that stay, by their numbers, and how many are new. */
export type PlannedLine = PricedLine & { kept: number[]; added: number };

export type LinesPlan = {
  lines: PlannedLine[];
  totalMinor: Minor;
  /** Numbers of the pieces that are taken out. */
  removed: number[];
  /** Services that pieces are added of, and so must be on offer. */
  pricedToday: string[];
  /** `services` when pieces are added or taken out; `notes` when only words or the order of lines differ. */
  change: 'none' | 'notes' | 'services';
};

/**
 * What becomes of an order's lines when these are asked for: what was there keeps the price and name of its day, and only added pieces
 * are priced now. A line whose pieces have several prices becomes several. Throws `order.unknown_services` for added pieces of a
 * service that is not on offer, and `invalid` for more lines than an order may have.
 */
export async function planLines(
  tx: Tx,
  stored: readonly StoredLine[],
  asked: readonly AskedLine[],
): Promise<LinesPlan> {
  const { lines: matched, removed } = matchLines(stored, await withAmounts(tx, stored, asked));
  const growing = matched.filter(({ added }) => added > 0);
  const pricedToday = [...new Set(growing.map((line) => line.asked.serviceId))];
  const services = await getOrderableServices(tx, pricedToday);
  const lines = matched
    .flatMap((line) => portionsOf(line, services))
    .map((line, position) => ({ ...line, position, lineTotalMinor: totalOf(line.unitPriceMinor, line) }));
  if (lines.length > MAX_LINES) {
    throw invalidFields([
      { path: 'items', message: `must hold at most ${MAX_LINES}, and one more for each other price` },
    ]);
  }
  const isOther = removed.length > 0 || growing.length > 0 || matched.some(isMeasuredAnew);
  const change = isOther ? 'services' : isSame(stored, lines) ? 'none' : 'notes';
  return { lines, totalMinor: sumMinor(lines.map((line) => line.lineTotalMinor)), removed, pricedToday, change };
}

/** The asked lines in the units of their services, or those of the day where the order has them already. */
async function withAmounts(tx: Tx, stored: readonly StoredLine[], asked: readonly AskedLine[]) {
  const had = new Map(stored.map(({ serviceId, unit }) => [serviceId, { unit, quantityDecimals: 3 }]));
  const others = asked.map((line) => line.serviceId).filter((id) => !had.has(id));
  const select = { id: true, unit: true, quantityDecimals: true } as const;
  const found = others.length === 0 ? [] : await tx.service.findMany({ where: { id: { in: others } }, select });
  const units = new Map([...had, ...found.map(({ id, ...service }) => [id, service] as const)]);
  // What is no service at all is told when it is priced.
  const unknown = { unit: 'PIECE', quantityDecimals: 0 } as const;
  return asked.map((line, index) => ({
    ...line,
    ...amountOf(units.get(line.serviceId) ?? unknown, line.quantity, index),
  }));
}

function isMeasuredAnew({ asked, kept }: MatchedLine): boolean {
  return kept.some(({ from }) => from.measuredMilli !== asked.measuredMilli);
}

type Portion = Omit<PlannedLine, 'position' | 'lineTotalMinor'>;

/** The line as it is stored: one for every price, name and note among its pieces. */
function portionsOf({ asked, kept, added }: MatchedLine, services: Map<string, PricedService>): Portion[] {
  const { serviceId, measuredMilli } = asked;
  const portions: Portion[] = [];
  const put = (portion: Portion) => {
    const like = portions.find((other) => isAlike(other, portion));
    if (!like) return portions.push(portion);
    like.kept.push(...portion.kept);
    like.added += portion.added;
    like.quantity += portion.quantity;
    return portions.length;
  };
  for (const { from, numbers } of kept) {
    const { name, category, unitPriceMinor, unit } = from;
    const note = asked.note === undefined ? from.note : asked.note;
    const amount = { unit, quantity: numbers.length, measuredMilli };
    put({ serviceId, name, category, unitPriceMinor, note, ...amount, kept: [...numbers], added: 0 });
  }
  if (added === 0) return portions;
  const service = services.get(serviceId);
  if (!service) throw new Error('a line was priced before its service was looked up');
  const { name, category, priceMinor: unitPriceMinor, unit } = service;
  // Who asks for one more of a line without a word about its note wants one more like it.
  const note = asked.note === undefined ? (portions.at(-1)?.note ?? null) : asked.note;
  put({ serviceId, name, category, unitPriceMinor, note, unit, quantity: added, measuredMilli, kept: [], added });
  return portions;
}

function isAlike(one: Portion, other: Portion): boolean {
  return (
    one.unitPriceMinor === other.unitPriceMinor &&
    one.name === other.name &&
    one.category === other.category &&
    one.note === other.note
  );
}

function isSame(stored: readonly StoredLine[], lines: readonly PlannedLine[]): boolean {
  const same = (line: PlannedLine, before: StoredLine | undefined) =>
    before !== undefined &&
    line.serviceId === before.serviceId &&
    line.quantity === before.quantity &&
    line.measuredMilli === before.measuredMilli &&
    line.note === before.note &&
    line.unitPriceMinor === before.unitPriceMinor &&
    line.name === before.name;
  return stored.length === lines.length && lines.every((line, position) => same(line, stored[position]));
}
