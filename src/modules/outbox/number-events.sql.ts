import type { Tx } from '../../db/client.js';

/**
 * Gives the next positions behind `last` to at most `most` events without one, in the order of their ids; how many. In SQL because
 * Prisma would take a statement for each.
 */
export async function numberEvents(tx: Tx, last: number, most: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE events SET position = numbered.position
    FROM (
      SELECT id, ${last} + ROW_NUMBER() OVER (ORDER BY id) AS position
      FROM events WHERE position IS NULL ORDER BY id LIMIT ${most}
    ) AS numbered
    WHERE events.id = numbered.id`;
}
