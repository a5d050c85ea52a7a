import type { Db } from '../../db/client.js';

/**
 * Deliveries to an endpoint that may be attempted now, at most `most`: due, with nobody at them, and the first of their subject that
 * is not settled. In SQL because Prisma cannot ask for "none before it".
 */
export async function dueDeliveries(
  db: Db,
  endpointId: number,
  now: Date,
  most: number,
): Promise<{ id: number; attempts: number }[]> {
  return db.$queryRaw<{ id: number; attempts: number }[]>`
    SELECT due.id, due.attempts FROM webhook_deliveries AS due
    WHERE due.endpoint_id = ${endpointId} AND due.status = 'PENDING' AND due.next_attempt_at <= ${now}
      AND (due.leased_until IS NULL OR due.leased_until < ${now})
      AND NOT EXISTS (
        SELECT 1 FROM webhook_deliveries AS earlier
        WHERE earlier.endpoint_id = due.endpoint_id AND earlier.subject = due.subject
          AND earlier.status = 'PENDING' AND earlier.position < due.position
      )
    ORDER BY due.next_attempt_at, due.position LIMIT ${most}`;
}
