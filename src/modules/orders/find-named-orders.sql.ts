import type { Db, PlainTx } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';
import { text, textOrNull } from '../../db/statements/values.js';

type Names = { ids: readonly string[]; tags: readonly string[]; ticketNumbers: readonly string[] };

/** An order by its ticket of the older server: what it is found by, and how it was printed. */
export type Ticketed = { id: string; number: string; ticket: string };

/** Which of these ids and tags of pieces there are, and the orders with these ticket numbers; a tag goes on being one of a piece that was taken out. */
export async function findNamedOrders(db: Db | PlainTx, { ids, tags, ticketNumbers }: Names) {
  const [orders, pieces, tickets] = [
    await among(db, 'SELECT id FROM orders WHERE', 'id', ids),
    await among(db, 'SELECT tag FROM pieces WHERE', 'tag', tags),
    await among(db, 'SELECT id, ticket_number, ticket FROM orders WHERE', 'ticket_number', ticketNumbers),
  ];
  return {
    ids: new Set(orders.map((row) => text(row['id']))),
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
