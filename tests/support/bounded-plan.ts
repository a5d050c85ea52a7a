import type Database from 'better-sqlite3';
import type pg from 'pg';

/**
 * Columns of which any number of rows may share a value: three services have all the lines, one customer all the orders. A lookup by
 * nothing else reads as many rows as the shop ever had.
 */
const CROWDED = new Set(
  `service_id status customer_id worker_id admin_id endpoint_id actor entity action type kind level part role active subject
   state category position withdrawn_at deleted_at revoked_at in_account`.split(/\s+/),
);

/** A step of a plan that reads more rows the longer the shop is open, in the database's own words. */
export type Unbounded = string;

/** The steps of SQLite's plan for a statement that read a table from end to end, or all rows that share a crowded column's value. */
export function unboundedOnSqlite(db: Database.Database, query: string, params: readonly unknown[]): Unbounded[] {
  const bindable = params.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  // Parameters `$1` are names to SQLite, `?` are places.
  const bound = query.includes('$1') ? [Object.fromEntries(bindable.map((value, n) => [n + 1, value]))] : bindable;
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${query}`).all(...bound) as { detail: string }[];
  const details = steps.map(({ detail }) => detail);
  const isCutShort = /\bLIMIT\b/i.test(query) && !details.some((detail) => detail.includes('FOR ORDER BY'));
  return details.filter((detail) => !isBoundedStep(detail, isCutShort));
}

function isBoundedStep(detail: string, isCutShort: boolean): boolean {
  // What was found already: pages, sums and lists that came as a parameter have no index.
  const scanned = /^SCAN (\S+)(.*)/.exec(detail);
  if (scanned)
    return isCutShort ? scanned[2] !== '' : /^(sub|kept|json_each|CONSTANT|\d+(-ROW)?$|\()/.test(scanned[1] ?? '');
  const searched = /^SEARCH .*\((.*)\)/.exec(detail);
  return !searched || isCutShort || narrows(searched[1] ?? '');
}

/** Whether one column at least is asked for a value that few rows have. */
function narrows(condition: string): boolean {
  const equal = [...condition.matchAll(/(\w+)\)?(?:::\w+)?\s*=\s*/g)].map(([, column]) => column ?? '');
  return equal.some((column) => !CROWDED.has(column));
}

export type PlanNode = { 'Node Type': string; Plans?: PlanNode[]; [more: string]: unknown };

/** The same of PostgreSQL's, which scans no table that has an index to go by when scanning is made dear. */
export async function unboundedOnPostgresql(
  client: pg.Client,
  query: string,
  params: readonly unknown[],
): Promise<Unbounded[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>({
    text: `EXPLAIN (FORMAT JSON) ${query}`,
    values: [...params],
  });
  return rows[0]?.['QUERY PLAN'].flatMap(({ Plan }) => unboundedNodes(Plan, false)) ?? [];
}

/** Those of a plan in PostgreSQL's JSON, and of all that is below it. */
export function unboundedNodes(node: PlanNode, isCutShort: boolean): Unbounded[] {
  const type = node['Node Type'];
  const below = type === 'Limit' || (isCutShort && !['Sort', 'Aggregate', 'Hash'].includes(type));
  const children = (node.Plans ?? []).flatMap((child) => unboundedNodes(child, below));
  const condition = String(node['Index Cond'] ?? '');
  const isBounded =
    type === 'Seq Scan'
      ? false
      : !['Index Scan', 'Index Only Scan', 'Bitmap Index Scan'].includes(type) || isCutShort || narrows(condition);
  const name = node['Relation Name'] ?? node['Index Name'];
  return isBounded ? children : [`${type} of ${String(name)} ${condition}`.trim(), ...children];
}
