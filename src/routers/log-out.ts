import { z } from 'zod';
import { type AccountType, type AnyEndpoint, endpoint } from '../http/endpoint.js';
import { revokeToken } from '../modules/identity/index.js';

/** Ends the token it is called with, at once and on every instance; the account's other tokens live on. */
export function logOutEndpoint(path: string, operationId: string, access: readonly AccountType[]): AnyEndpoint {
  return endpoint({
    method: 'post',
    path,
    operationId,
    summary: 'End this token',
    access,
    status: 200,
    response: z.strictObject({ message: z.literal('Logged out') }),
    handle: async (_input, { deps, claims }) => {
      if (claims) await revokeToken(deps.db, claims, deps.clock.now());
      return { message: 'Logged out' };
    },
  });
}
