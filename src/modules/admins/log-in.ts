import type { Db } from '../../db/client.js';
import { invalidCredentials, type Passwords } from '../identity/index.js';

/** The admin with this username or e-mail and password. Throws `auth.invalid_credentials`, alike for unknown, wrong and deleted. */
export async function logIn(
  deps: { db: Db; passwords: Passwords },
  input: { username: string; password: string },
): Promise<{ id: number; sessionVersion: number }> {
  const name = input.username.trim().toLowerCase();
  // The e-mail first: nobody can keep its owner out by taking it as a username.
  const admin =
    (await deps.db.adminUser.findUnique({ where: { email: name } })) ??
    (await deps.db.adminUser.findUnique({ where: { username: name } }));
  const matches = await deps.passwords.verify(input.password, admin?.passwordHash);
  if (!admin || !matches || admin.deletedAt) throw invalidCredentials();
  return { id: admin.id, sessionVersion: admin.sessionVersion };
}
