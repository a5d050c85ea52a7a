import type { Db } from '../../db/client.js';
import { listed } from '../../db/statements/columns.js';
import { type Reader, readerOf } from '../../db/statements/reader.js';
import { whole } from '../../db/statements/values.js';
import type { ServiceStatus } from '../../generated/sqlite/client.js';
import { serviceFrom, shownColumns } from './service.row.js';

/** Which services; `names` are texts one of which must be part of the name. */
export type ServiceSelection = { status?: ServiceStatus | undefined; names?: readonly string[] | undefined };

/** The newest services of a selection behind `after`, of one time by id, at most `limit` of them, and how many it holds in all. */
export async function findServicePage(
  db: Db,
  { status, names }: ServiceSelection,
  after: { at: Date; id: string } | undefined,
  limit: number,
) {
  const reader = readerOf(db);
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const selected = [
    's.deleted_at IS NULL',
    ...(status ? [`s.status = '${status}'`] : []),
    ...(names ? [`(${names.map((name) => `s.name LIKE ${parameter(`%${name}%`)}`).join(' OR ')})`] : []),
  ].join(' AND ');
  const selectedValues = [...values];
  const behind = after ? left(parameter(reader.time(after.at)), parameter(after.id)) : '';
  const rows = await reader.all(
    `SELECT ${listed(shownColumns, 's')} FROM services s
     WHERE ${selected}${behind} ORDER BY s.created_at DESC, s.id LIMIT ${parameter(limit)}`,
    values,
  );
  // Less than was asked for, from the beginning, is all there is.
  const isAll = !after && rows.length < limit;
  return {
    total: isAll ? rows.length : await count(reader, selected, selectedValues),
    rows: rows.map(serviceFrom),
  };
}

const left = (at: string, id: string) => ` AND (s.created_at < ${at} OR (s.created_at = ${at} AND s.id > ${id}))`;

async function count(reader: Reader, selected: string, values: readonly unknown[]): Promise<number> {
  const [row] = await reader.all(`SELECT COUNT(*) AS total FROM services s WHERE ${selected}`, values);
  return whole(row?.['total']);
}
