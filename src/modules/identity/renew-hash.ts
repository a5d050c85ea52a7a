import type { Logger } from '../../shared/logger.js';
import type { Passwords } from './passwords.js';

/**
 * After a login proved the password: puts a hash of today's kind in the place of an older one. `store` must do so only while `old`
 * is still the account's, so that a password changed meanwhile stays; no token ends by it. The login does not fail with it: the
 * next one tries again.
 */
export async function renewHash(
  deps: { passwords: Passwords; logger: Logger },
  password: string,
  old: string | null,
  store: (fresh: string, old: string) => Promise<unknown>,
): Promise<void> {
  if (old === null || !deps.passwords.isOutdated(old, password)) return;
  try {
    await store(await deps.passwords.hash(password), old);
  } catch (error) {
    deps.logger.warn({ error }, 'an old password hash was not renewed');
  }
}
