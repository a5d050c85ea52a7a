import type { Request } from 'express';
import type { Deps } from '../deps.js';
import { isSessionGood } from '../modules/admins/index.js';
import { authenticateApiKey, isKey } from '../modules/api-keys/index.js';
import { actorLabel, anonymous, authenticateToken, type Integration, type Scope } from '../modules/identity/index.js';
import { AppError } from '../shared/app-error.js';
import type { Access, Call } from './endpoint.js';
import { refuseCrossSite } from './same-origin.js';

type Caller = Pick<Call, 'actor' | 'claims'>;

/** How far back the clock may be set without ending the sessions begun before: as far as for tokens. */
const LEEWAY_MS = 30_000;

const stranger: Caller = { actor: anonymous, claims: undefined };

/**
 * Who is calling, if they may. A credential that was sent must be good, even where none is needed: somebody who believes to be
 * logged in is told otherwise. Throws `unauthenticated` and `forbidden`.
 */
export async function authorise(deps: Deps, request: Request, access: Access, scope?: Scope): Promise<Caller> {
  if (access === 'public') return stranger;
  const caller = await identify(deps, request);
  if (caller.actor.type === 'integration') {
    requireScope(caller.actor, scope);
    return caller;
  }
  if (access.includes(caller.actor.type)) return caller;
  if (caller.actor.type !== 'anonymous') throw new AppError('forbidden', 'auth.wrong_role', 'Forbidden');
  const isConsole = access.length === 1 && access[0] === 'admin';
  throw new AppError('unauthenticated', 'auth.required', isConsole ? 'Unauthorized' : 'Authentication required');
}

/** Whether the credential of a request that was let in would be taken again now: for answers that go on for hours. */
export async function isStillGood(deps: Deps, request: Request, { actor }: Caller): Promise<boolean> {
  try {
    if (request.headers.authorization === undefined) request.session = await reloadSession(request);
    const now = await identify(deps, request);
    return actorLabel(now.actor) === actorLabel(actor);
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  } finally {
    Reflect.deleteProperty(request, 'session');
  }
}

function reloadSession(request: Request): Promise<Request['session']> {
  return new Promise((resolve, reject) => {
    request.sessionStore.get(request.sessionID, (error: unknown, data) => {
      if (error) reject(error);
      else resolve((data ?? {}) as Request['session']);
    });
  });
}

async function identify(deps: Deps, request: Request): Promise<Caller> {
  const header = request.headers.authorization;
  if (header === undefined) return fromSession(deps, request);
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header.trim())?.[1];
  if (!token) throw new AppError('unauthenticated', 'auth.invalid_token', 'Invalid or expired token');
  if (isKey(token)) return { actor: await authenticateApiKey(deps, token), claims: undefined };
  return authenticateToken(deps, token);
}

function requireScope({ scopes }: Integration, scope: Scope | undefined): void {
  if (scope && scopes.includes(scope)) return;
  const missing = scope ? `needs the scope ${scope}` : 'is not open to keys';
  throw new AppError('forbidden', 'auth.scope_missing', 'Forbidden', {
    details: [{ path: 'Authorization', message: missing }],
  });
}

// A session that ended, or whose account is gone, is no credential at all: the caller is asked to log in.
async function fromSession(deps: Deps, request: Request): Promise<Caller> {
  const { adminId, version, loggedInAt } = request.session ?? {};
  if (adminId === undefined || version === undefined || loggedInAt === undefined) return stranger;
  const age = deps.clock.now().getTime() - loggedInAt;
  // One begun by a clock that was ahead would live for as much longer once that is put right.
  if (age > deps.config.sessionMaxSeconds * 1000 || age < -LEEWAY_MS) return stranger;
  if (!(await isSessionGood(deps.db, adminId, version))) return stranger;
  refuseCrossSite(request, deps.config.corsOrigins);
  return { actor: { type: 'admin', id: adminId }, claims: undefined };
}
