import type { Db } from '../../db/client.js';
import type { Logger } from '../../shared/logger.js';
import { invalidCredentials, type Passwords, renewHash } from '../identity/index.js';

/** The admin with this username or e-mail and password. Throws `auth.invalid_credentials`, alike for unknown, wrong and deleted. */
export async function logIn(
  deps: { db: Db; passwords: Passwords; logger: Logger },
  input: { username: string; password: string },
): Promise<{ id: number; sessionVersion: number }> {
  const name = input.username.trim().toLowerCase();
  // The e-mail first: nobody can keep its owner out by taking it as a username.
  const admin =
    (await deps.db.adminUser.findUnique({ where: { email: name } })) ??
    (await deps.db.adminUser.findUnique({ where: { username: name } }));
  const matches = await deps.passwords.verify(input.password, admin?.passwordHash);
  if (!admin || !matches || admin.deletedAt) throw invalidCredentials();
  await renewHash(deps, input.password, admin.passwordHash, (passwordHash, old) =>
    deps.db.adminUser.updateMany({ where: { id: admin.id, passwordHash: old }, data: { passwordHash } }),
  );
  return { id: admin.id, sessionVersion: admin.sessionVersion };
}
