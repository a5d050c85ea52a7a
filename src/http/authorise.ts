import type { Request } from 'express';
import type { Deps } from '../deps.js';
import { anonymous, authenticateToken } from '../modules/identity/index.js';
import { AppError } from '../shared/app-error.js';
import type { Access, Call } from './endpoint.js';

type Caller = Pick<Call, 'actor' | 'claims'>;

/**
 * Who is calling, if they may. A credential that was sent must be good, even where none is needed: somebody who believes to be
 * logged in is told otherwise. Throws `unauthenticated` and `forbidden`.
 */
export async function authorise(deps: Deps, request: Request, access: Access): Promise<Caller> {
  if (access === 'public') return { actor: anonymous, claims: undefined };
  const caller = await identify(deps, request);
  if (access.includes(caller.actor.type)) return caller;
  if (caller.actor.type === 'anonymous') {
    throw new AppError('unauthenticated', 'auth.required', 'Authentication required');
  }
  throw new AppError('forbidden', 'auth.wrong_role', 'Forbidden');
}

async function identify(deps: Deps, request: Request): Promise<Caller> {
  const header = request.headers.authorization;
  if (header === undefined) return { actor: anonymous, claims: undefined };
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header.trim())?.[1];
  if (!token) throw new AppError('unauthenticated', 'auth.invalid_token', 'Invalid or expired token');
  return authenticateToken(deps, token);
}
