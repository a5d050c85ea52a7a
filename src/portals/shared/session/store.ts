import { type DBSchema, openDB } from 'idb';

export type Person = { id: number; name: string; email: string };
/** `since` and `until` in milliseconds of this machine's clock. */
export type KeptSession = { token: string; until: number; since: number; person: Person };

interface Kept extends DBSchema {
  session: { key: string; value: KeptSession };
  draft: { key: string; value: unknown };
}

/** What this browser keeps of a portal. No script of anybody else runs here, and what is kept outlives the browser. */
const database = openDB<Kept>('fabclean-employee', 1, {
  upgrade(db) {
    db.createObjectStore('session');
    db.createObjectStore('draft');
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
