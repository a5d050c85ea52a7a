import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel, type Passwords, refuseOwnWords } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { workerCreated } from './worker.events.js';
import type { newWorkerBody } from './worker.schema.js';
import { emailTaken, workerSelect } from './worker.store.js';
import { storedRoles, workerView } from './worker.view.js';

type Deps = { db: Db; clock: Clock; passwords: Passwords };

/** A new worker who can log in at once. Throws `worker.email_taken`. */
export async function createWorker(deps: Deps, actor: Actor, input: z.infer<typeof newWorkerBody>) {
  refuseOwnWords(input.password, input);
  const passwordHash = await deps.passwords.hash(input.password);
  const at = deps.clock.now();
  const data = { name: input.name, email: input.email, role: storedRoles[input.role], passwordHash, createdAt: at };
  try {
    return await inTransaction(deps.db, async (tx) => {
      const created = await tx.worker.create({ data, select: workerSelect });
      await recordChange(tx, {
        at,
        actor: actorLabel(actor),
        action: 'worker.created',
        entity: 'worker',
        entityId: created.id,
        detail: `role ${input.role}`,
        events: [happened(workerCreated, { workerId: created.id, role: input.role, active: created.active })],
      });
      return workerView(created);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw emailTaken();
    throw error;
  }
}
