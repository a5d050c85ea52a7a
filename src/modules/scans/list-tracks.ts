import type { Db } from '../../db/client.js';
import {
  bytesInAnswer,
  decodeCursor,
  MAX_PAGE,
  olderThan,
  type Page,
  type PageRequest,
  rowId,
  weighedPage,
} from '../../shared/page.js';
import { countFromTotals } from '../totals/index.js';
import { trackSelect, trackView } from './track.view.js';

/** What a scan adds to an answer beside its texts, about. */
const SCAN_BYTES = 300;

/** The scans of one worker, newest first. */
export async function listTracksOf(
  db: Db,
  workerId: number,
  page: PageRequest,
): Promise<Page<ReturnType<typeof trackView>>> {
  const limit = page.limit ?? MAX_PAGE;
  const where = { workerId };
  const after = page.cursor ? decodeCursor(page.cursor, rowId) : undefined;
  const read = weighedPage({
    limit,
    after,
    read: (behind, take) =>
      db.track.findMany({
        where: { AND: [where, behind ? olderThan('scannedAt', behind) : {}] },
        orderBy: [{ scannedAt: 'desc' }, { id: 'desc' }],
        take,
        select: trackSelect,
      }),
    position: (row) => ({ at: row.scannedAt, id: row.id }),
    weigh: ({ location, note }) => SCAN_BYTES + bytesInAnswer(location) + bytesInAnswer(note),
  });
  const [{ rows, next }, total] = await Promise.all([
    read,
    countFromTotals(db, 'tracks', { parts: [String(workerId)] }),
  ]);
  return { rows: rows.map(trackView), total, next };
}
