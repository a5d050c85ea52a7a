import { type Insert, rowsFor } from '../../db/insert-rows.js';

type EventRow = { type: string; subject: string; at: Date; actor: string; data: string };

/** Events for the outbox. */
export function eventRows(events: readonly EventRow[]): Insert {
  const columns = { type: 'type', subject: 'subject', at: 'at', actor: 'actor', data: 'data' };
  return rowsFor('events', columns, events);
}
