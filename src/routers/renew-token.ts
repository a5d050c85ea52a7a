import { type AccountType, type AnyEndpoint, endpoint } from '../http/endpoint.js';
import { issuedTokenWire, renewToken } from '../modules/identity/index.js';
import { AppError } from '../shared/app-error.js';

/** Another token for whoever holds a living one: a shift may be longer than a token. */
export function renewEndpoint(path: string, operationId: string, access: readonly AccountType[]): AnyEndpoint {
  return endpoint({
    method: 'post',
    path,
    operationId,
    summary: 'Renew the token this is called with, which stays good until its own end',
    access,
    status: 200,
    response: issuedTokenWire,
    errors: ['auth.login_over'],
    handle: async (_input, { deps, claims }) => {
      // Whoever is let in without a token has a session, which renews itself.
      if (!claims) throw new AppError('unauthenticated', 'auth.required', 'Authentication required');
      return renewToken(deps, claims);
    },
  });
}
