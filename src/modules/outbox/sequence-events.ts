import type { Db, Tx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import { numberEvents } from './number-events.sql.js';

/** Small enough that the transaction is over in milliseconds. */
const AT_A_TIME = 500;

const THE_ROW = { id: 1 };

/**
 * Gives positions to committed events that have none, and answers the last one given out.
 *
 * Readers cannot go by id. PostgreSQL takes an id when a row is inserted and shows the row when its transaction commits, so that 8
 * may be there before 7: a reader that remembers "I have seen 8" never sees 7. Positions are given to rows that are committed
 * already, by one holder of the sequence row at a time, without gaps: whoever sees position 8 can see every one below it. Within one
 * subject ids follow the commits, because the subject's row is locked before its event is inserted, and positions follow the ids.
 *
 * Any number of processes may do this at once; the row makes one wait for the other. `after` is told inside the transaction.
 */
export async function sequenceEvents(db: Db, after: (tx: Tx) => Promise<void> = async () => {}): Promise<number> {
  for (;;) {
    const { last, count } = await inTransaction(db, (tx) => sequenceSome(tx, after), isUniqueViolation);
    if (count < AT_A_TIME) return last;
  }
}

/** The last position given out, and whether events wait for theirs. */
export async function lookAtSequence(db: Db): Promise<{ last: number; waiting: boolean }> {
  const [row, waiting] = await Promise.all([
    db.eventSequence.findUnique({ where: THE_ROW, select: { last: true } }),
    db.event.findFirst({ where: { position: null }, select: { id: true } }),
  ]);
  return { last: row?.last ?? 0, waiting: waiting !== null };
}

async function sequenceSome(tx: Tx, after: (tx: Tx) => Promise<void>): Promise<{ last: number; count: number }> {
  const before = await holdSequence(tx);
  const count = await numberEvents(tx, before, AT_A_TIME);
  if (count === 0) return { last: before, count };
  await tx.eventSequence.update({ where: THE_ROW, data: { last: before + count }, select: { id: true } });
  await after(tx);
  return { last: before + count, count };
}

// An update that changes nothing takes the row, and reads it as the one who had it before left it.
async function holdSequence(tx: Tx): Promise<number> {
  const held = await tx.eventSequence.updateMany({ where: THE_ROW, data: { last: { increment: 0 } } });
  if (held.count === 0) await tx.eventSequence.create({ data: { ...THE_ROW, last: 0 }, select: { id: true } });
  return (await tx.eventSequence.findUniqueOrThrow({ where: THE_ROW, select: { last: true } })).last;
}
