import type { Db } from '../../db/client.js';
import type { AdminUser } from '../../generated/sqlite/client.js';
import type { Logger } from '../../shared/logger.js';
import { invalidCredentials, type Passwords, renewHash } from '../identity/index.js';

/** The account that logs in with this username or e-mail, also one that was deleted; null when there is none. */
export async function findLogIn(db: Db, nameOrEmail: string): Promise<AdminUser | null> {
  const name = nameOrEmail.trim().toLowerCase();
  // The e-mail first: nobody can keep its owner out by taking it as a username.
  return (
    (await db.adminUser.findUnique({ where: { email: name } })) ??
    (await db.adminUser.findUnique({ where: { username: name } }))
  );
}

/** The admin with this username or e-mail and password. Throws `auth.invalid_credentials`, alike for unknown, wrong and deleted. */
export async function logIn(
  deps: { db: Db; passwords: Passwords; logger: Logger },
  input: { username: string; password: string },
): Promise<{ id: number; sessionVersion: number }> {
  const admin = await findLogIn(deps.db, input.username);
  const matches = await deps.passwords.verify(input.password, admin?.passwordHash);
  if (!admin || !matches || admin.deletedAt) throw invalidCredentials();
  await renewHash(deps, input.password, admin.passwordHash, (passwordHash, old) =>
    deps.db.adminUser.updateMany({ where: { id: admin.id, passwordHash: old }, data: { passwordHash } }),
  );
  return { id: admin.id, sessionVersion: admin.sessionVersion };
}
