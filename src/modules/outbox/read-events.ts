import type { Db } from '../../db/client.js';
import { eventView, type WireEvent } from './event.view.js';

export type PlacedEvent = { position: number; event: WireEvent };

/** At most `most` events behind this position, in order. */
export async function readEvents(db: Db, after: number, most: number): Promise<PlacedEvent[]> {
  const rows = await db.event.findMany({
    where: { position: { gt: after } },
    orderBy: { position: 'asc' },
    take: most,
    select: { position: true, type: true, at: true, actor: true, data: true },
  });
  return rows.map((row) => ({ position: row.position ?? 0, event: eventView(row) }));
}

/** The position before the oldest event that is kept: whoever stopped at an earlier one has missed some. `last` where none is kept. */
export async function positionBeforeOldest(db: Db, last: number): Promise<number> {
  const oldest = await db.event.findFirst({
    where: { position: { not: null } },
    orderBy: { position: 'asc' },
    select: { position: true },
  });
  return oldest?.position == null ? last : oldest.position - 1;
}
