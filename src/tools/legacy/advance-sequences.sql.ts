import type { Tx } from '../../db/client.js';
import { Prisma } from '../../generated/sqlite/client.js';

/**
 * Makes the next numbers of these tables come after the highest one stored, where rows came with numbers of their own. PostgreSQL
 * counts by itself and would give them out again; SQLite looks at the rows.
 */
export async function advanceSequences(tx: Tx, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await tx.$queryRaw`SELECT setval(pg_get_serial_sequence(${table}, 'id'),
      greatest((SELECT max(id) FROM ${Prisma.raw(table)}), (SELECT last_value FROM ${Prisma.raw(`${table}_id_seq`)})))`;
  }
}
