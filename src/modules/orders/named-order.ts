import type { Db, PlainTx } from '../../db/client.js';
import { AppError, type ErrorDetail } from '../../shared/app-error.js';
import { contradiction, isSaid } from '../../shared/contradiction.js';
import { findOrderIds, findTagsAndTickets, type Ticketed } from './find-named-orders.sql.js';
import { nameIn, readScan, type Scanned, scannedOrderId } from './scanned-order-id.js';
import { tagOf } from './tag-of.js';
import { ticketKey, ticketSpelling } from './ticket-number.js';

type Found = Awaited<ReturnType<typeof findTagsAndTickets>> & { ids: ReadonlySet<string> };
type Reading = { text: string; name: string; scanned: Scanned | null; ticketNumber: string };
type Candidate = { id: string; because: string };
type Meant = Reading & { candidates: Candidate[] };

/**
 * The ids of the orders that staff mean by each of these texts: what a scanner reads, or somebody types, of an id, a barcode, a piece's
 * tag or a ticket of the older server, whole. Several where the text fits as well one as the other, none where it fits nothing.
 * Whoever is no staff finds orders by `readScan` alone: the numbers of tickets can be guessed.
 */
export async function ordersNamed(db: Db | PlainTx, texts: readonly string[]): Promise<string[][]> {
  return (await candidatesOf(db, texts)).map(({ candidates }) => candidates.map(({ id }) => id));
}

/** The one order that staff mean by each text, and for what is nobody's what `scannedOrderId` makes of it. Throws `order.ambiguous`. */
export async function namedOrders(db: Db | PlainTx, texts: readonly string[]): Promise<string[]> {
  const found = await candidatesOf(db, texts);
  const several = found.filter(({ candidates }) => candidates.length > 1);
  const [first] = several;
  if (first)
    throw ambiguous(
      first.name,
      several.flatMap(({ candidates }) => candidates),
    );
  return found.map(onlyOf);
}

/** `namedOrders` of one text. */
export async function namedOrder(db: Db | PlainTx, text: string): Promise<string> {
  const [id = text] = await namedOrders(db, [text]);
  return id;
}

/** Where a body may name its order, once or twice. */
export type OrderNames = { orderId?: string | null | undefined; barcode?: string | null | undefined };

/**
 * The one order that a body names, and for what is nobody's what `scannedOrderId` makes of it. Throws `order.ambiguous`, and
 * `request.contradiction` where `orderId` and `barcode` are of two.
 */
export async function orderOfBody(db: Db | PlainTx, { orderId, barcode }: OrderNames): Promise<string> {
  const [first, other] = await candidatesOf(
    db,
    [orderId, barcode].flatMap((text) => text || []),
  );
  if (!first) return '';
  if (!other) return onlyOf(first);
  const both = first.candidates.filter(({ id }) => idsOf(other).includes(id));
  if (both.length > 0) return onlyOf({ ...first, candidates: both });
  const [one, two] = [idsOf(first)[0], idsOf(other)[0]];
  if (!one || !two) return onlyOf(first);
  throw contradiction('barcode', `One scan is of one order, not of ${one} and ${two}`);
}

/** The first of these fields whose text does not mean this order; null when all that are said do. */
export async function namesOtherOrder(
  db: Db | PlainTx,
  orderId: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  const said = Object.entries(fields).filter(([, value]) => isSaid(value));
  const named = await ordersNamed(
    db,
    said.map(([, value]) => String(value)),
  );
  return said.find((_, index) => !named[index]?.includes(orderId))?.[0] ?? null;
}

/** The orders that a reading may mean; of one that means none, the id that it has the shape of. */
function idsOf({ scanned, candidates }: Meant): string[] {
  return candidates.length > 0 ? candidates.map(({ id }) => id) : [scanned?.orderId ?? []].flat();
}

function onlyOf({ text, name, candidates }: Meant): string {
  if (candidates.length > 1) throw ambiguous(name, candidates);
  return candidates[0]?.id ?? scannedOrderId(text);
}

async function candidatesOf(db: Db | PlainTx, texts: readonly string[]): Promise<Meant[]> {
  const readings = texts.map(read);
  const ids = await findOrderIds(
    db,
    readings.flatMap(({ scanned }) => scanned?.orderId ?? []),
  );
  const others = readings.filter((reading) => !isId(reading, ids));
  const found = await findTagsAndTickets(db, {
    tags: others.flatMap(({ scanned }) =>
      scanned && scanned.piece !== null ? [tagOf(scanned.orderId, scanned.piece)] : [],
    ),
    ticketNumbers: others.flatMap(({ ticketNumber }) => (ticketNumber === '' ? [] : [ticketNumber])),
  });
  return readings.map((reading) => ({ ...reading, candidates: nearest(reading, { ids, ...found }) }));
}

/** Programs name an order by its id: that is never in doubt, and nothing else is looked for. */
function isId({ text, scanned }: Reading, ids: ReadonlySet<string>): boolean {
  return scanned?.orderId === text && ids.has(text);
}

function read(text: string): Reading {
  const name = nameIn(text)
    .replace(/\p{Cc}/gu, '')
    .trim();
  return { text, name, scanned: readScan(text), ticketNumber: ticketKey(name) };
}

function nearest({ text, name, scanned, ticketNumber }: Reading, found: Found): Candidate[] {
  const order = scanned && found.ids.has(scanned.orderId) ? scanned : null;
  const isItsTag = order !== null && (order.piece === null || found.tags.has(tagOf(order.orderId, order.piece)));
  if (order?.orderId === text) return [asScanned(order)];
  const tickets = found.tickets.filter(({ number }) => number === ticketNumber);
  const alike = asPrinted(tickets, name);
  const near = [...(isItsTag ? [asScanned(order)] : []), ...alike.map(asTicket)];
  return near.length > 0 ? near : [...(order ? [asScanned(order)] : []), ...tickets.map(asTicket)];
}

/** Of tickets that read alike the one that was printed so, letter by letter, else those that differ in case or in the kind of dash. */
function asPrinted(tickets: Ticketed[], name: string): Ticketed[] {
  const same = tickets.filter(({ ticket }) => ticket.trim() === name);
  if (same.length > 0) return same;
  const spelling = ticketSpelling(name);
  return tickets.filter(({ ticket }) => ticketSpelling(ticket) === spelling);
}

function asScanned({ orderId, piece }: Scanned): Candidate {
  return { id: orderId, because: piece === null ? 'has this id' : `has a piece ${piece}` };
}

function asTicket({ id, ticket }: Ticketed): Candidate {
  return { id, because: `has the ticket ${ticket}` };
}

function ambiguous(name: string, candidates: Candidate[]): AppError {
  const details: ErrorDetail[] = candidates.map(({ id, because }) => ({ path: id, message: because }));
  return new AppError('conflict', 'order.ambiguous', `More than one order is meant by ${name}: name it by its id`, {
    details,
  });
}
