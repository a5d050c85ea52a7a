/** The few words in which the two databases spell the generator's statements differently. */
export type Dialect = {
  /** A statement that yields `i` from 0 until before `count`, as the head of an INSERT's SELECT. */
  series: (count: number) => string;
  /** Eight hex digits of an expression below 2^32. */
  id: (expression: string) => string;
  digits: (expression: string, width: number) => string;
  /** A time column's value, from an expression in seconds since 1970. */
  time: (expression: string) => string;
  /** Lower-case hex of a text's UTF-8. */
  hex: (expression: string) => string;
  /** 64 hex digits nobody can guess. */
  secret: string;
  /** A text expression as a value of an enum column. */
  asEnum: (expression: string, name: string) => string;
};

export const sqliteDialect: Dialect = {
  series: (count) => `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`,
  id: (expression) => `printf('%08x', ${expression})`,
  digits: (expression, width) => `printf('%0${width}d', ${expression})`,
  time: (expression) => `strftime('%Y-%m-%dT%H:%M:%f+00:00', ${expression}, 'unixepoch')`,
  hex: (expression) => `lower(hex(${expression}))`,
  secret: 'lower(hex(randomblob(32)))',
  asEnum: (expression) => expression,
};

export const postgresqlDialect: Dialect = {
  series: (count) => `WITH n(i) AS (SELECT CAST(g AS bigint) FROM generate_series(0, ${count - 1}) AS g)`,
  id: (expression) => `lpad(to_hex(${expression}), 8, '0')`,
  digits: (expression, width) => `lpad(CAST(${expression} AS text), ${width}, '0')`,
  time: (expression) => `(to_timestamp(${expression}) AT TIME ZONE 'UTC')`,
  hex: (expression) => `encode(convert_to(${expression}, 'UTF8'), 'hex')`,
  secret: `encode(sha256(convert_to(CAST(random() AS text) || CAST(random() AS text), 'UTF8')), 'hex')`,
  asEnum: (expression, name) => `CAST(${expression} AS "${name}")`,
};
