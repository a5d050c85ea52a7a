import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel, type Passwords, refuseOwnWords } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { workerUpdated } from './worker.events.js';
import type { changedWorkerBody } from './worker.schema.js';
import { emailTaken, getWorker, workerNotFound } from './worker.store.js';
import { storedRoles, workerView } from './worker.view.js';

type Deps = { db: Db; clock: Clock; passwords: Passwords };

/**
 * Changes what is present. A new password or deactivation ends every token of the worker at once, for good; another role counts
 * from the next request on. Throws `worker.not_found` and `worker.email_taken`.
 */
export async function updateWorker(deps: Deps, actor: Actor, id: number, input: z.infer<typeof changedWorkerBody>) {
  const before = await getWorker(deps.db, id);
  const changes = withoutUndefined(input);
  if (Object.keys(changes).length === 0) return workerView(before);
  if (changes.password !== undefined) refuseOwnWords(changes.password, { ...before, ...changes });
  const data = await storedChanges(deps.passwords, changes);
  try {
    return await inTransaction(deps.db, async (tx) => {
      const changed = await tx.worker.updateMany({ where: { id, deletedAt: null }, data });
      if (changed.count === 0) throw workerNotFound();
      const view = workerView(await getWorker(tx, id));
      const names = Object.keys(changes);
      await recordChange(tx, {
        at: deps.clock.now(),
        actor: actorLabel(actor),
        action: 'worker.updated',
        entity: 'worker',
        entityId: id,
        detail: names.join(', '),
        events: [happened(workerUpdated, { workerId: id, role: view.role, active: view.active, changed: names })],
      });
      return view;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw emailTaken();
    throw error;
  }
}

async function storedChanges(passwords: Passwords, changes: z.infer<typeof changedWorkerBody>) {
  const { password, role, ...plain } = changes;
  const endsTokens = password !== undefined || changes.active === false;
  return {
    ...withoutUndefined(plain),
    ...(role === undefined ? {} : { role: storedRoles[role] }),
    ...(password === undefined ? {} : { passwordHash: await passwords.hash(password) }),
    ...(endsTokens ? { tokenVersion: { increment: 1 } } : {}),
  };
}
