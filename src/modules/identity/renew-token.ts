import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import type { IssuedToken, TokenClaims, Tokens } from './tokens.js';

/**
 * Another token of the same login, good as long as one from a login; the one it was asked with stays good until its own end, for
 * requests that are under way. Throws `auth.login_over` when the login is older than tokens may be renewed.
 */
export function renewToken(
  deps: { tokens: Tokens; clock: Clock; config: { tokenRenewalSeconds: number } },
  claims: TokenClaims,
): IssuedToken {
  const age = deps.clock.now().getTime() - claims.loggedInAt.getTime();
  if (age >= deps.config.tokenRenewalSeconds * 1000)
    throw new AppError('unauthenticated', 'auth.login_over', 'Log in again');
  return deps.tokens.issue(claims.principal, claims.version, claims.loggedInAt);
}
