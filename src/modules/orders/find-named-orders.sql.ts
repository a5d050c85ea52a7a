import type { Db, PlainTx } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';
import { text, textOrNull } from '../../db/statements/values.js';

type Names = { tags: readonly string[]; ticketNumbers: readonly string[] };

/** An order by its ticket of the older server: what it is found by, and how it was printed. */
export type Ticketed = { id: string; number: string; ticket: string };

/** Which of these ids are those of orders. */
export async function findOrderIds(db: Db | PlainTx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await among(db, 'SELECT id FROM orders WHERE', 'id', ids)).map((row) => text(row['id'])));
}

/** Which of these tags are those of pieces, also of ones that were taken out, and the orders with these ticket numbers. */
export async function findTagsAndTickets(db: Db | PlainTx, { tags, ticketNumbers }: Names) {
  const pieces = await among(db, 'SELECT tag FROM pieces WHERE', 'tag', tags);
  const tickets = await among(db, 'SELECT id, ticket_number, ticket FROM orders WHERE', 'ticket_number', ticketNumbers);
  return {
    tags: new Set(pieces.map((row) => text(row['tag']))),
    tickets: tickets.map((row): Ticketed => {
      const number = text(row['ticket_number']);
      return { id: text(row['id']), number, ticket: textOrNull(row['ticket']) ?? number };
    }),
  };
}

async function among(db: Db | PlainTx, select: string, column: string, values: readonly string[]) {
  const few = [...new Set(values)];
  if (few.length === 0) return [];
  const reader = readerOf(db);
  const named = reader.among(column, 'text', 1, few);
  return reader.all(`${select} ${named.text}`, [named.value]);
}
