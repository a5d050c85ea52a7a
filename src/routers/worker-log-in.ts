import { type AnyEndpoint, endpoint } from '../http/endpoint.js';
import { issuedTokenWire, logInBody } from '../modules/identity/index.js';
import { logIn, workerWire } from '../modules/workers/index.js';
import { logInLimits } from '../rate-limits/index.js';

/** The login of one of the two portals for workers; only the named roles get in. */
export function workerLogInEndpoint(
  path: string,
  operationId: string,
  roles: Parameters<typeof logIn>[2],
): AnyEndpoint {
  return endpoint({
    method: 'post',
    path,
    operationId,
    summary: 'Log a worker in',
    access: 'public',
    body: logInBody,
    notJsonIsInvalid: true,
    hashes: 'staff',
    limits: logInLimits,
    // One account, whichever of the two portals it is tried at.
    limitedAccount: ({ body }) => `worker ${body.email}`,
    status: 200,
    response: issuedTokenWire.extend({ worker: workerWire }).meta({ id: 'WorkerSession' }),
    errors: ['auth.invalid_credentials', 'server.busy'],
    handle: ({ body }, { deps }) => logIn(deps, body, roles),
  });
}
