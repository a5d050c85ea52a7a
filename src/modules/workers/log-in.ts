import type { Db } from '../../db/client.js';
import type { WorkerRole } from '../../generated/sqlite/client.js';
import type { Logger } from '../../shared/logger.js';
import { invalidCredentials, type Passwords, renewHash, type Tokens } from '../identity/index.js';
import { workerView } from './worker.view.js';

type Deps = { db: Db; passwords: Passwords; tokens: Tokens; logger: Logger };

/**
 * A token for the worker with this e-mail and password, if their role is one of `roles`. Throws `auth.invalid_credentials`, alike
 * for unknown, wrong, inactive and another role.
 */
export async function logIn(deps: Deps, input: { email: string; password: string }, roles: readonly WorkerRole[]) {
  const worker = await deps.db.worker.findUnique({ where: { email: input.email } });
  const matches = await deps.passwords.verify(input.password, worker?.passwordHash);
  if (!worker || !matches || !worker.active || worker.deletedAt || !roles.includes(worker.role))
    throw invalidCredentials();
  await renewHash(deps, input.password, worker.passwordHash, (passwordHash, old) =>
    deps.db.worker.updateMany({ where: { id: worker.id, passwordHash: old }, data: { passwordHash } }),
  );
  return {
    ...deps.tokens.issue({ type: 'worker', id: worker.id }, worker.tokenVersion),
    worker: workerView(worker),
  };
}
