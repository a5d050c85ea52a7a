import type { Tx } from '../../db/client.js';
import { emailTaken, findAccountByEmail } from './customer.store.js';

type Account = { id: number; email: string | null; loginEmail: string | null; passwordHash: string | null };

/**
 * What staff's change of an e-mail means for the row. The login goes along with the e-mail where the new one is nobody's login yet.
 * Where it is, the e-mail is a contact only; the login of an account with a password is never taken from it that way: throws
 * `customer.email_taken`. Without an e-mail there is no login, nor a token or password of one.
 */
export async function changedLogin(tx: Tx, account: Account, email: string) {
  if (email === (account.email ?? '')) return {};
  const hasPassword = account.passwordHash !== null;
  if (email === '') {
    const noLogin = { email: null, loginEmail: null };
    return hasPassword ? { ...noLogin, passwordHash: null, tokenVersion: { increment: 1 } } : noLogin;
  }
  const holder = await findAccountByEmail(tx, email);
  if (!holder || holder.id === account.id) return { email, loginEmail: email };
  if (hasPassword) throw emailTaken();
  return { email, loginEmail: null };
}
