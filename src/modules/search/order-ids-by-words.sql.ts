import type { Db } from '../../db/client.js';
import { type Reader, readerOf } from '../../db/statements/reader.js';
import { countTerms, hasWord, rowsOf, tables, type Word } from './ids-by-terms.sql.js';

/**
 * A word of a search in orders: the terms that answer it in a person's name, e-mail and phone, those that do in what was written
 * beside the order, and the services it names.
 */
export type OrderWord = { person: Word; written: Word; serviceIds: readonly string[] };

/** Of so many orders of the customers that have the other words, the newest are looked at for a word that too many orders have. */
const MOST_OF_CUSTOMERS = 5_000;

type Statement = { reader: Reader; values: unknown[] };

/** How many times each word was written beside orders, counted until `most`. */
export function countWritten(db: Db, words: readonly OrderWord[], most: number): Promise<number[]> {
  return countTerms(
    readerOf(db),
    'orders',
    words.map((word) => word.written),
    most,
  );
}

/** Orders that have `first` in what was written or in a line, and each of `others` there or in one person, the customer or their own. */
export async function orderIdsFrom(db: Db, first: OrderWord, others: readonly OrderWord[], most: number) {
  const statement = statementFor(db);
  const written = rowsOf(tables.orders, first.written, statement.values);
  const lines = first.serviceIds.length > 0 ? ` UNION ALL ${linesOf(statement, first.serviceIds)}` : '';
  const also = ['customers', 'orders'].map((person) =>
    [
      'TRUE',
      ...others.map((word) => `(${isWritten(statement, 'o', word)} OR ${ofPerson(statement, person, word)})`),
    ].join(' AND '),
  );
  // The limit says to PostgreSQL that there are few, which it does not know of terms without statistics.
  const few = `SELECT id FROM (${written}${lines}) sub LIMIT $${statement.values.push(most)}`;
  const from = `(${few}) sub JOIN orders o ON o.id = sub.id`;
  return ids(statement, `SELECT DISTINCT o.id FROM ${from} WHERE (${also.join(') OR (')})`, most);
}

/** The newest orders of these customers, and among these orders, that have each of the words written or in a line. */
export async function orderIdsAmong(
  db: Db,
  some: { customerIds: readonly number[]; orderIds: readonly string[] },
  words: readonly OrderWord[],
  most: number,
) {
  const found: string[] = [];
  for (const [column, type, keys] of [
    ['customer_id', 'int', some.customerIds],
    ['id', 'text', some.orderIds],
  ] as const) {
    if (keys.length === 0) continue;
    const statement = statementFor(db);
    const { text, value } = statement.reader.among(column, type, 1, keys);
    statement.values.push(value);
    found.push(...(await newest(statement, `WHERE ${text}`, MOST_OF_CUSTOMERS, words, most)));
  }
  return found;
}

/** Of the `among` newest orders those that have each of the words written or in a line. */
export function newestOrderIds(db: Db, among: number, words: readonly OrderWord[], most: number): Promise<string[]> {
  return newest(statementFor(db), '', among, words, most);
}

function newest(statement: Statement, where: string, among: number, words: readonly OrderWord[], most: number) {
  const newestFirst = 'ORDER BY created_at DESC, id DESC';
  const limit = `$${statement.values.push(among)}`;
  // Found first: PostgreSQL might otherwise go through all orders by time to come upon these.
  const theirs = where ? `WITH sub AS MATERIALIZED (SELECT id, created_at FROM orders ${where}) ` : '';
  const sub = `SELECT id, created_at FROM ${where ? 'sub' : 'orders'} ${newestFirst} LIMIT ${limit}`;
  const having = words.map((word) => isWritten(statement, 'sub', word)).join(' AND ');
  return ids(statement, `${theirs}SELECT sub.id FROM (${sub}) sub WHERE ${having} ${newestFirst}`, most);
}

function isWritten(statement: Statement, order: string, { written, serviceIds }: OrderWord): string {
  const own = hasWord(tables.orders, `${order}.id`, written, statement.values);
  return serviceIds.length > 0 ? `(${own} OR ${hasLine(statement, order, serviceIds)})` : own;
}

function ofPerson({ values }: Statement, whose: string, { person }: OrderWord): string {
  return whose === 'customers'
    ? hasWord(tables.customers, 'o.customer_id', person, values)
    : hasWord(tables.orders, 'o.id', person, values);
}

function hasLine({ reader, values }: Statement, order: string, serviceIds: readonly string[]): string {
  // No column by itself: the lines of one order are read, not those of the services.
  const { text, value } = reader.among("(line.service_id || '')", 'text', values.length + 1, serviceIds);
  values.push(value);
  return `(SELECT COUNT(*) FROM order_lines line WHERE line.order_id = ${order}.id AND ${text}) > 0`;
}

function linesOf({ reader, values }: Statement, serviceIds: readonly string[]): string {
  const { text, value } = reader.among('service_id', 'text', values.length + 1, serviceIds);
  values.push(value);
  return `SELECT order_id AS id FROM order_lines WHERE ${text}`;
}

function statementFor(db: Db): Statement {
  return { reader: readerOf(db), values: [] };
}

async function ids({ reader, values }: Statement, text: string, most: number): Promise<string[]> {
  const rows = await reader.all(`${text} LIMIT $${values.push(most)}`, values);
  return rows.map((row) => String(row['id']));
}
