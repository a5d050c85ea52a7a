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

/** What was found already: pages, sums, lists that came as a parameter and rows that are written out. */
const FOUND_ALREADY = /^(sub|kept|page|json_each|CONSTANT|\d+(-ROW)?$|\()/;

/** Tables that stay small: the catalogue, staff, and sums: those not folded yet, and those of a range of days, some dozen. */
const SMALL = new Set([
  'tallies',
  'tally_changes',
  'services',
  'workers',
  'admin_users',
  'api_keys',
  'webhook_endpoints',
  // Until they have expired.
  'revoked_tokens',
  'sessions',
]);

/** A step of a plan that reads more rows the longer the shop is open, in the database's own words. */
export type Unbounded = string;

/** The steps of SQLite's plan for a statement that read a table from end to end, or all rows that share a crowded column's value. */
export function unboundedOnSqlite(db: Database.Database, query: string, params: readonly unknown[]): Unbounded[] {
  const bindable = params.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  // Parameters `$1` are names to SQLite, `?` are places.
  const bound = query.includes('$1') ? [Object.fromEntries(bindable.map((value, n) => [n + 1, value]))] : bindable;
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${query}`).all(...bound) as { detail: string }[];
  const details = steps.map(({ detail }) => detail);
  const isCutShort = isCutShortBy(query, params, details);
  return details.filter((detail) => !isBoundedStep(detail, isCutShort, query) && !isOfItsSubject(detail, query));
}

function isBoundedStep(detail: string, isCutShort: boolean, query: string): boolean {
  const [, scanned, by] = /^SCAN (\S+)(.*)/.exec(detail) ?? [];
  if (scanned) return FOUND_ALREADY.test(scanned) || isSmall(scanned, query) || (isCutShort && by !== '');
  const [, searched, condition] = /^SEARCH (\S+) .*\((.*)\)/.exec(detail) ?? [];
  return !searched || isCutShort || isSmall(searched, query) || narrows(condition ?? '', emptyIn(query));
}

function isSmall(name: string, query: string): boolean {
  const table = new RegExp(`(?:FROM|JOIN) (\\w+) (?:AS )?${name}\\b`).exec(query)?.[1];
  return SMALL.has(table ?? name.replace(/^main\./, ''));
}

/**
 * What grows with its own subject and not with the shop: all that one customer has, and the work under way. Not where the statement
 * names single rows: those are to be found by themselves.
 */
function isOfItsSubject(step: string, query: string): boolean {
  const isOfCustomer =
    /(orders|order_former_owners|customer_search_terms)_customer_id/.test(step) &&
    !/\bid[`"]? (=|IN) \W*[?$]/.test(query);
  const isUnderWay = /orders_status_(pickup_date|created_at)/.test(step) && UNDER_WAY.test(query);
  const isOverdue = /orders_status_pickup_date/.test(step) && /pickup_date[`"]? < /.test(query);
  // Nobody is merged in a test's history: statistics then take all customers for those of one.
  const isOfMerged = /customers/.test(step) && /merged_into_id[`"]? IN /.test(query);
  return isOfMerged || isOfCustomer || isUnderWay || isOverdue || /\b1=0\b|AND FALSE\b/.test(query);
}
const UNDER_WAY = /status IN \(('(AT_STORE|RETURNED_TO_STORE|READY_FOR_DELIVERY)'(, )?)+\)/;

/** Whose statement says which rows it wants has to find them by that: in whatever order it goes through all others, it comes to no end. */
const NAMES_ROWS = /\bo\.(customer_id|id) IN \(/;

/** Whether it ends after so many rows, which it finds in the order that it answers them in. Prisma's `LIMIT -1` is no end. */
function isCutShortBy(query: string, params: readonly unknown[], details: readonly string[]): boolean {
  const isNoEnd = /LIMIT \? OFFSET \?/.test(query) && params.includes(-1);
  return (
    /\bLIMIT\b/i.test(query) &&
    !isNoEnd &&
    !NAMES_ROWS.test(query) &&
    !details.some((detail) => detail.includes('FOR ORDER BY'))
  );
}

/** The columns that a statement wants empty: SQLite looks that up by an index as it would a value, and most rows have none. */
function emptyIn(query: string): Set<string> {
  return new Set([...query.matchAll(/(\w+)[`"]? IS NULL/g)].map(([, column]) => column ?? ''));
}

/** Whether one column at least is asked for a value that few rows have. */
function narrows(condition: string, empty = new Set<string>()): boolean {
  const equal = [...condition.matchAll(/(\w+)\)?(?:::\w+)?\s*=\s*/g)].map(([, column]) => column ?? '');
  // The beginning of a searched word; how many of those are read has a bound of its own.
  return equal.some((column) => !CROWDED.has(column) && !empty.has(column)) || /\bterm\b/.test(condition);
}

export type PlanNode = { 'Node Type': string; Plans?: PlanNode[]; [more: string]: unknown };

/**
 * The same of PostgreSQL's, which scans no table that has an index to go by when scanning is made dear. A page it may sort: for a table
 * as small as a test's that is no worse than reading it in order, and it is told by statistics when it no longer is.
 */
export async function unboundedOnPostgresql(
  client: pg.Client,
  query: string,
  params: readonly unknown[],
): Promise<Unbounded[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>({
    text: `EXPLAIN (FORMAT JSON) ${query}`,
    values: [...params],
  });
  const isPage = /ORDER BY[\s\S]*LIMIT \$\d+/.test(query) && !NAMES_ROWS.test(query);
  const steps = rows[0]?.['QUERY PLAN'].flatMap(({ Plan }) => unboundedNodes(Plan, isPage)) ?? [];
  return steps.filter((step) => !isOfItsSubject(step, query));
}

/** Those of a plan in PostgreSQL's JSON, and of all that is below it. */
export function unboundedNodes(node: PlanNode, isCutShort: boolean): Unbounded[] {
  const type = node['Node Type'];
  const below = type === 'Limit' || (isCutShort && !['Aggregate', 'Hash'].includes(type));
  const children = (node.Plans ?? []).flatMap((child) => unboundedNodes(child, below));
  const condition = String(node['Index Cond'] ?? '');
  const isBounded =
    type === 'Seq Scan'
      ? false
      : !['Index Scan', 'Index Only Scan', 'Bitmap Index Scan'].includes(type) || isCutShort || narrows(condition);
  const name = node['Index Name'] ?? node['Relation Name'];
  if ([...SMALL].some((small) => String(name).startsWith(small))) return children;
  return isBounded ? children : [`${type} of ${String(name)} ${condition}`.trim(), ...children];
}
