import type { Request } from 'express';
import type { Db, Tx } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { withHooks } from '../../db/transaction-hooks.js';
import { AppError } from '../../shared/app-error.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import type { Call } from '../endpoint.js';
import type { Resource } from '../resource.js';
import { isSameToEdit, readTags, recordTag } from './etag.js';

/**
 * Does `work` if the record is still in a state that `If-Match` names, compared in the transaction of the work while the row is ours:
 * of several editors with the same tag one wins. Without the header, and with `*`, whatever the state. Throws `precondition.failed`.
 */
export async function underIfMatch(
  request: Request,
  resource: Resource,
  id: string | number,
  { deps, actor }: Call,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const tags = tagsOf(request);
  if (tags === null) return work();
  let isChecked = false;
  const check = async (db: Db | Tx) => {
    const current = recordTag(await resource.read(db, actor, id, deps), resource.followers);
    if (!tags.some((sent) => isSameToEdit(sent, current))) throw changedMeanwhile();
    isChecked = true;
  };
  const begin = async (tx: Tx) => {
    await lockRow(tx, resource.table, id);
    await check(tx);
  };
  const answer = await withHooks({ begin }, work);
  // A change of nothing needs no transaction; its answer still depends on the condition.
  if (!isChecked) await check(deps.db);
  return answer;
}

/** Null for any state. Throws `invalid` when the header holds no entity tags. */
function tagsOf(request: Request): string[] | null {
  const header = request.get('If-Match');
  if (header === undefined || header.trim() === '*') return null;
  const tags = readTags(header);
  if (tags) return tags;
  throw invalidFields([{ path: 'If-Match', message: 'must be an ETag in its quotes, several of them, or *' }]);
}

function changedMeanwhile(): AppError {
  return new AppError('preconditionFailed', 'precondition.failed', 'The record was changed meanwhile: read it again');
}
