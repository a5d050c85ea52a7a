import type { PlainTx } from '../../db/client.js';
import { contradiction, isSaid } from '../../shared/contradiction.js';
import { ordersNamed } from '../orders/index.js';
import type { BatchRow } from './batch.row.js';
import { type BatchMoveName, batchMoves } from './transit-status.js';

/** The body of a move: nothing, or the batch as a client has it. */
export type MoveBody = Readonly<Record<string, unknown>>;

type Moved = { batch: BatchRow; orderIds: readonly string[]; missing: readonly string[] };

const DONE = { initiate: 'sent off', receive: 'received', complete: 'completed', cancel: 'cancelled' } as const;
const ADVICE = {
  initiate: 'take out what stays behind',
  receive: 'report what is not there as missing',
  complete: 'report what is not there as missing',
  cancel: 'take out what does not travel',
} as const;

/** Fields that mean single orders, however they are filled. */
const NAME_ORDERS = /^(orders?|barcodes?|tags?|(orders?|missing|received|partial)[_-]?ids?|ids)$/i;

/** Throws `request.contradiction` where the body says something else than that this batch makes this move with all its orders. */
export async function refuseContradiction(
  tx: PlainTx,
  body: MoveBody,
  name: BatchMoveName,
  { batch, orderIds, missing }: Moved,
): Promise<void> {
  const { from, to } = batchMoves[name];
  const facts = {
    id: [batch.id],
    transitId: [batch.transitId],
    type: [batch.type],
    status: [from, to],
    orderCount: [batch.orderCount],
    // That of before: the move has raised it.
    version: [batch.version - 1],
  };
  for (const [field, values] of Object.entries(facts)) {
    const said = body[field];
    if (!isSaid(said) || values.some((value) => String(value) === String(said))) continue;
    const is = field === 'status' ? `becomes ${to} by this` : `has ${field} ${values[0]}`;
    throw contradiction(field, `The batch ${is}, not ${short(said)}`);
  }
  const asItIs: Record<string, readonly string[]> = { orders: orderIds, missingOrderIds: missing };
  for (const [field, said] of Object.entries(body)) {
    const isList = Array.isArray(said)
      ? said.length > 0 || NAME_ORDERS.test(field)
      : NAME_ORDERS.test(field) && isSaid(said);
    if (!isList || (await isSame(tx, said, asItIs[field]))) continue;
    throw contradiction(
      field,
      `A batch is ${DONE[name]} with all its orders: leave out ${short(field)}, and ${ADVICE[name]}`,
    );
  }
}

async function isSame(tx: PlainTx, said: unknown, ids: readonly string[] | undefined): Promise<boolean> {
  if (!ids || !Array.isArray(said) || said.length !== ids.length) return false;
  const named = new Set((await ordersNamed(tx, said.map(nameOf))).flat());
  return ids.every((id) => named.has(id));
}

function nameOf(said: unknown): string {
  const text = typeof said === 'object' && said !== null && 'id' in said ? said.id : said;
  return typeof text === 'string' ? text : '';
}

function short(said: unknown): string {
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  return text
    .replace(/\p{Cc}/gu, '')
    .slice(0, 50)
    .toWellFormed();
}
