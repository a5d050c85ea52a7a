/** One SQL statement as the database got it; `params` is the JSON text of its parameters. */
export type Statement = { query: string; params: string };
export type OnStatement = (statement: Statement) => void;

type Watchable = { $on(event: 'query', listener: (statement: Statement) => void): unknown };

/** The part of a client's options that makes it tell its statements, or nothing where nobody watches. */
export function statementLog(onStatement: OnStatement | undefined) {
  return onStatement ? { log: [{ emit: 'event' as const, level: 'query' as const }] } : {};
}

export function watchStatements(client: unknown, onStatement: OnStatement | undefined): void {
  if (onStatement) (client as Watchable).$on('query', onStatement);
}

/** A hand-written statement as it is watched. */
export function statementOf(query: string, values: readonly unknown[]): Statement {
  return {
    query,
    params: JSON.stringify(values, (_name, value) => (typeof value === 'bigint' ? String(value) : value)),
  };
}
