import { statusLabels } from '../orders/index.js';
import { importOf, type OrderFacts } from './facts.js';

const STATUS_EVENTS = ['order.created', 'order.status_changed', 'order.cancelled'];
const STATUS_ENTRIES = ['created', 'status', 'cancelled', 'undone', 'found'];

/** What is wrong with an order's events: since `keptSince`, one for every status in its timeline, in the same order. */
export function eventViolations(order: OrderFacts, keptSince: Date): string[] {
  // What happened on the older server was no event of ours.
  const importedAt = importOf(order)?.at ?? keptSince;
  const since = importedAt > keptSince ? importedAt : keptSince;
  const told = order.events
    .filter(({ type, at }) => STATUS_EVENTS.includes(type) && at > since)
    .map(({ at, data }) => step(at, (JSON.parse(data) as { status: string }).status));
  const happened = order.timeline
    .filter(({ type, at }) => STATUS_ENTRIES.includes(type) && at > since)
    .map(({ at, status }) => step(at, status && statusLabels[status]));
  if (told.join() === happened.join()) return [];
  return [`its events tell ${told.length} statuses, which are not the ${happened.length} of its timeline`];
}

function step(at: Date, status: string | null): string {
  return `${at.toISOString()} ${status}`;
}
