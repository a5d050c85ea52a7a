import { createHash } from 'node:crypto';
import pg from 'pg';

// Columns of times have no zone and hold UTC; node-postgres would take them for the machine's own time.
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === pg.types.builtins.TIMESTAMP
      ? (text: string) => new Date(`${text.replace(' ', 'T')}Z`)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

const names = new Map<string, string>();

/** Each connection keeps what was prepared until it ends: a search of other words is another statement, and there is no end of those. */
const MOST_PREPARED = 500;

/** A statement as node-postgres takes it, prepared once a connection under a name of its own unless `prepares` is false, or 500 others are. */
export function postgresqlStatement(text: string, values: readonly unknown[], prepares: boolean) {
  const name = prepares ? nameOf(text) : undefined;
  return { text, types, values: values.map(postgresqlValue), ...(name === undefined ? {} : { name }) };
}

export function postgresqlNested(columns: readonly string[], from: string, order: string): string {
  return `(SELECT COALESCE(json_agg(json_build_array(${columns.join(', ')}) ORDER BY ${order}), '[]') FROM ${from})`;
}

/** The list as one parameter. */
export function postgresqlAmong(column: string, type: 'int' | 'text', place: number, values: readonly unknown[]) {
  return { text: `${column} = ANY($${place}::${type}[])`, value: values };
}

export function postgresqlTime(at: Date): string {
  return at.toISOString();
}

// A Date would be sent in the machine's own zone.
function postgresqlValue(value: unknown): unknown {
  if (value instanceof Date) return postgresqlTime(value);
  return value === undefined ? null : value;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}
