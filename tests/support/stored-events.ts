import { eventCatalogue } from '../../src/modules/events/index.js';
import type { TestApp } from './app.js';

export type StoredEvent = {
  id: number;
  position: number | null;
  type: string;
  actor: string;
  data: Record<string, unknown>;
};

/** The events about `subject`, such as `order:a1b2c3d4`, as they were recorded. */
export async function eventsAbout(app: TestApp, subject: string): Promise<StoredEvent[]> {
  const rows = await app.deps.db.event.findMany({ where: { subject }, orderBy: { id: 'asc' } });
  return rows.map(({ id, position, type, actor, data }) => ({ id, position, type, actor, data: JSON.parse(data) }));
}

/** What is wrong with an event by the shape that its type declares. */
export function shapeProblems({ type, data }: Pick<StoredEvent, 'type' | 'data'>): string[] {
  const declared = eventCatalogue.find((definition) => definition.type === type);
  if (!declared) return [`${type} is not in the catalogue`];
  return declared.data.safeParse(data).error?.issues.map(({ message }) => `${type}: ${message}`) ?? [];
}
