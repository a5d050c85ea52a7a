import type { ReferenceDatabase } from './sql.js';

/** As long as the product waits for more. */
const GAP_MS = 40;

/** The database, whose transactions are followed by giving the events that they stored their positions, as the product's are. */
export function placingEvents(db: ReferenceDatabase): ReferenceDatabase {
  let waiting = false;
  let placing = false;
  const place = async () => {
    waiting = false;
    await db.transaction(async (sql) => {
      await sql.all(
        `UPDATE events SET position = numbered.position
         FROM (SELECT id, (SELECT last FROM event_sequence WHERE id = 1) + ROW_NUMBER() OVER (ORDER BY id) AS position
               FROM events WHERE position IS NULL) AS numbered
         WHERE events.id = numbered.id`,
      );
      await sql.all('UPDATE event_sequence SET last = (SELECT MAX(position) FROM events) WHERE id = 1');
    });
    placing = false;
    if (waiting) plan();
  };
  // One at a time: two would give out the same positions.
  const plan = () => {
    waiting = true;
    if (placing) return;
    placing = true;
    setTimeout(() => void place(), GAP_MS);
  };
  return {
    ...db,
    transaction: async (work) => {
      const result = await db.transaction(work);
      plan();
      return result;
    },
  };
}
