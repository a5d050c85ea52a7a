import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel, type Operator, type Passwords, refuseOwnWords } from '../identity/index.js';
import type { newAdminBody } from './admin.schema.js';
import { adminSelect, refuseTaken } from './admin.store.js';
import { userView } from './admin.view.js';

const NOBODY = 0;

/** Opens an account of the admin console. Throws `user.email_taken` and `user.username_taken`. */
export async function createAdmin(
  deps: { db: Db; clock: Clock; passwords: Passwords },
  actor: Actor | Operator,
  input: z.infer<typeof newAdminBody>,
) {
  const { name, email, username } = input;
  refuseOwnWords(input.password, input);
  const passwordHash = await deps.passwords.hash(input.password);
  return inTransaction(
    deps.db,
    async (tx) => {
      await refuseTaken(tx, { email, username }, NOBODY);
      const at = deps.clock.now();
      const data = { name, email, username, passwordHash, createdAt: at, updatedAt: at };
      const row = await tx.adminUser.create({ data, select: adminSelect });
      const by = actorLabel(actor);
      await recordAudit(tx, { at, actor: by, action: 'user.created', entity: 'user', entityId: row.id });
      return userView(row);
    },
    isUniqueViolation,
  );
}
