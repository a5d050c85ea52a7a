import { type Provider, type Row, selectTogether } from './raw-database.js';

const OURS = `m.name NOT LIKE 'sqlite_%' AND m.name <> '_prisma_migrations'`;
const SQLITE = [
  `SELECT m.name AS tbl, i.name, i.type, i."notnull", i.dflt_value, i.pk
   FROM sqlite_master m, pragma_table_info(m.name) i WHERE m.type = 'table' AND ${OURS}`,
  `SELECT m.name AS tbl, f."from", f."table", f."to", f.on_update, f.on_delete
   FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND ${OURS}`,
  `SELECT m.name AS tbl, l.name, l."unique", l.partial, x.seqno, x.name AS col, x."desc"
   FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_xinfo(l.name) x
   WHERE m.type = 'table' AND x.key = 1 AND ${OURS}`,
];
const POSTGRESQL = [
  `SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default, datetime_precision
   FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
  `SELECT conrelid::regclass::text AS tbl, conname, pg_get_constraintdef(oid) AS definition
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
   AND conrelid::regclass::text <> '_prisma_migrations'`,
  `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  // A value that was added between two others has half a place: the order is what counts.
  `SELECT t.typname, e.enumlabel,
     CAST(ROW_NUMBER() OVER (PARTITION BY t.typname ORDER BY e.enumsortorder) AS INTEGER) AS place
   FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid`,
];

/** Columns, keys, indexes and enums of a database, one line each and sorted: where a column stands in its table does not matter. */
export async function schemaFacts(url: string, provider: Provider): Promise<string[]> {
  const found = await selectTogether(url, provider === 'sqlite' ? SQLITE : POSTGRESQL);
  return found.flat().map(line).sort();
}

function line(row: Row): string {
  return Object.entries(row)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}
