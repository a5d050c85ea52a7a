import type { Db } from '../../db/client.js';
import { countTally } from '../../db/tallies/read-tally.js';
import { decodeCursor, MAX_PAGE, olderThan, type Page, type PageRequest, rowId, toPage } from '../../shared/page.js';
import { trackSelect, trackView } from './track.view.js';

/** The scans of one worker, newest first. */
export async function listTracksOf(
  db: Db,
  workerId: number,
  page: PageRequest,
): Promise<Page<ReturnType<typeof trackView>>> {
  const limit = page.limit ?? MAX_PAGE;
  const where = { workerId };
  const after = page.cursor ? decodeCursor(page.cursor, rowId) : undefined;
  const left = after ? olderThan('scannedAt', after) : {};
  const [rows, total] = await Promise.all([
    db.track.findMany({
      where: { AND: [where, left] },
      orderBy: [{ scannedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: trackSelect,
    }),
    countTally(db, 'tracks', { parts: [String(workerId)] }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.scannedAt, id: row.id }));
  return { ...found, rows: found.rows.map(trackView) };
}
