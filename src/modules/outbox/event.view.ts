import type { Event } from '../../generated/sqlite/client.js';

export type EventRow = Pick<Event, 'position' | 'type' | 'at' | 'actor' | 'data'>;

/** An event as everybody gets it: the payload of a webhook, and the data of a message in a live stream. */
export type WireEvent = { id: string; type: string; timestamp: string; actor: string; data: Record<string, unknown> };

export function eventView(row: EventRow): WireEvent {
  return {
    id: eventId(row.position ?? 0),
    type: row.type,
    timestamp: row.at.toISOString(),
    actor: row.actor,
    data: JSON.parse(row.data) as Record<string, unknown>,
  };
}

/** The same for every attempt and every receiver, so that whoever gets an event twice can tell. */
export function eventId(position: number): string {
  return `evt_${position}`;
}
