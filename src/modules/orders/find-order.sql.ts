import type { Db, PlainTx } from '../../db/client.js';
import { listed } from '../../db/statements/columns.js';
import { readerOf } from '../../db/statements/reader.js';
import { rowsIn, text, whole } from '../../db/statements/values.js';
import { columnsWithLines, decidingColumns, decidingFrom, orderFrom } from './order.row.js';

/** What hangs on a tag: its number, and what its line is called. Pieces that were taken out are on no line. */
const PIECES = 'pieces p JOIN order_lines l ON l.order_id = p.order_id AND l.position = p.line_position';

/** One order by its id, with its lines and its pieces; null when there is none. */
export async function findOrderRow(db: Db | PlainTx, id: string) {
  const reader = readerOf(db);
  const pieces = reader.nested(['p.number', 'l.name'], `${PIECES} WHERE p.order_id = o.id`, 'p.number');
  const [row] = await reader.all(
    `SELECT ${columnsWithLines(reader, 'o')}, ${pieces} AS pieces, ${listed(decidingColumns, 'o')} FROM orders o WHERE o.id = $1`,
    [id],
  );
  if (!row) return null;
  return {
    ...orderFrom(row),
    pieces: rowsIn(row['pieces']).map(([number, name]) => ({ number: whole(number), name: text(name) })),
    ...decidingFrom(row),
  };
}

/** The id of the order that a client placed under this id of its own; null when there is none. */
export async function findPlacedId(db: Db | PlainTx, clientId: string): Promise<string | null> {
  const [row] = await readerOf(db).all('SELECT id FROM orders WHERE client_id = $1', [clientId]);
  return row ? text(row['id']) : null;
}

/** Whether there is an order with this id. */
export async function isOrder(db: Db | PlainTx, id: string): Promise<boolean> {
  return (await readerOf(db).all('SELECT 1 AS there FROM orders WHERE id = $1', [id])).length > 0;
}
