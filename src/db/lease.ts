import type { Db } from './client.js';
import { isUniqueViolation } from './prisma-errors.js';

type Lease = { name: string; holder: string };

/**
 * Takes or extends the right to do `name` until `until`: of many processes on one database one has it at a time. Whoever dies with
 * it is followed by another once its time is over, and at once when a clock that was ahead gave it more than twice that time. False
 * when somebody else has it.
 */
export async function takeLease(db: Db, { name, holder }: Lease, now: Date, until: Date): Promise<boolean> {
  const latest = new Date(now.getTime() + 2 * (until.getTime() - now.getTime()));
  const { count } = await db.lease.updateMany({
    where: { name, OR: [{ holder }, { heldUntil: { lte: now } }, { heldUntil: { gt: latest } }] },
    data: { holder, heldUntil: until },
  });
  if (count === 1) return true;
  try {
    await db.lease.create({ data: { name, holder, heldUntil: until }, select: { name: true } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** Lets the next one have it at once. Harmless when it was lost meanwhile. */
export async function releaseLease(db: Db, { name, holder }: Lease, now: Date): Promise<void> {
  await db.lease.updateMany({ where: { name, holder }, data: { heldUntil: now } });
}
