import { type DBSchema, openDB } from 'idb';

export type Person = { id: number; name: string; email: string };
/** `since` and `until` in milliseconds of this machine's clock. */
export type KeptSession = { token: string; until: number; since: number; person: Person };

/**
 * An order that was placed here and of which the server has not said yet that it has it. `body` is what is sent, under `key`, which was
 * made when the order was begun; `draft` is what the form needs to show it again. Times are milliseconds of this machine's clock.
 */
export type Unsent = {
  key: string;
  person: Person;
  body: unknown;
  draft: unknown;
  label: string;
  total: number;
  placedAt: number;
  /** Why a person has to look at it; null while it waits. */
  refused: { sentence: string; requestId: string | null } | null;
};

interface Kept extends DBSchema {
  session: { key: string; value: KeptSession };
  draft: { key: string; value: unknown };
  outbox: { key: string; value: Unsent };
  /** Answers that the portal needs without the network. */
  kept: { key: string; value: unknown };
}

/** What this browser keeps of a portal. No script of anybody else runs here, and what is kept outlives the browser. */
export const database = openDB<Kept>('fabclean-employee', 2, {
  upgrade(db, before) {
    if (before < 1) {
      db.createObjectStore('session');
      db.createObjectStore('draft');
    }
    db.createObjectStore('outbox', { keyPath: 'key' });
    db.createObjectStore('kept');
  },
});

export async function readSession(): Promise<KeptSession | null> {
  return (await (await database).get('session', 'current')) ?? null;
}

export async function keepSession(session: KeptSession | null): Promise<void> {
  const db = await database;
  if (session) await db.put('session', session, 'current');
  else await db.delete('session', 'current');
}

export async function readDraft<T>(name: string): Promise<T | null> {
  return ((await (await database).get('draft', name)) as T | undefined) ?? null;
}

export async function keepDraft(name: string, draft: unknown): Promise<void> {
  const db = await database;
  if (draft === null) await db.delete('draft', name);
  else await db.put('draft', draft, name);
}

/** Answers what was kept of an earlier answer, or null. */
export async function readKept<T>(name: string): Promise<T | null> {
  return ((await (await database).get('kept', name)) as T | undefined) ?? null;
}

export async function keep(name: string, value: unknown): Promise<void> {
  await (await database).put('kept', value, name);
}
