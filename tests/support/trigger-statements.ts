import type Database from 'better-sqlite3';

/** One statement that a trigger runs, with its row's columns as parameters. */
export type TriggerStatement = { trigger: string; query: string; params: unknown[] };

/** Every statement of every trigger that SQLite keeps, as it can be explained by itself. */
export function triggerStatements(db: Database.Database): TriggerStatement[] {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`)
    .all();
  return triggers.flatMap(({ name, sql }) => {
    const body = /\bBEGIN\b([\s\S]*)\bEND\b/.exec(sql)?.[1] ?? '';
    const statements = body.split(';').filter((text) => text.trim() !== '');
    return statements.map((text) => {
      const params: unknown[] = [];
      // Which value it is makes no difference to a plan without statistics, and none here to one with them.
      const query = text.replace(/\b(OLD|NEW)\."\w+"/g, () => {
        params.push('s1');
        return '?';
      });
      return { trigger: name, query, params };
    });
  });
}
