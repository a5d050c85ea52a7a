import type { Db, Tx } from '../db/client.js';
import type { LockedTable } from '../db/lock-row.js';
import type { Actor } from '../modules/identity/index.js';

/** One record as an address: what GET shows there, and what decides whether an edit with `If-Match` comes too late. */
export type Resource = {
  table: LockedTable;
  /** The record as this caller may see it; throws as the GET does. */
  read(db: Db | Tx, actor: Actor, id: string | number, shop: { currency: string }): Promise<object>;
  /** Fields that follow from other records: no edit overwrites them. */
  followers?: readonly string[];
  /** Whose record it is where the address does not say so. */
  idOf?(actor: Actor): number;
};
