import type { Db } from '../../db/client.js';
import type { Logger } from '../../shared/logger.js';
import { invalidCredentials, type Passwords, renewHash, type Tokens } from '../identity/index.js';
import { findAccountByEmail } from './customer.store.js';
import { customerView } from './customer.view.js';

/** A token for the customer with this e-mail and password. Throws `auth.invalid_credentials`, alike for unknown, wrong, unclaimed and blocked. */
export async function logIn(
  deps: { db: Db; passwords: Passwords; tokens: Tokens; logger: Logger },
  input: { email: string; password: string },
) {
  const account = await findAccountByEmail(deps.db, input.email);
  const matches = await deps.passwords.verify(input.password, account?.passwordHash);
  if (!account || !matches || account.status !== 'ACTIVE' || account.deletedAt) throw invalidCredentials();
  await renewHash(deps, input.password, account.passwordHash, (passwordHash, old) =>
    deps.db.customer.updateMany({ where: { id: account.id, passwordHash: old }, data: { passwordHash } }),
  );
  const issued = deps.tokens.issue({ type: 'customer', id: account.id }, account.tokenVersion);
  return { ...issued, customer: customerView(account) };
}
