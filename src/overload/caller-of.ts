import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { clientAddress } from '../http/client-address.js';
import { SESSION_COOKIE } from '../http/session-cookie.js';
import type { Tokens } from '../modules/identity/index.js';

type Caller = { lane: 'staff' | 'logins' | 'readers' | 'others'; client: string };

const STAFF_LOGIN = /^\/(employee|worker|admin)\/login$/;

/**
 * Whose request it is, as far as a signature tells without a look at the database: whether a token was revoked or a session ended is
 * found out in its turn. Staff and customers are clients of their own, so that a shop behind one address is no crowd of one.
 */
export function callerOf(
  { tokens, config }: { tokens: Tokens; config: { sessionSecrets: string[] } },
  request: Request,
): Caller {
  const othersLane = /^(GET|HEAD)$/.test(request.method) ? 'readers' : 'others';
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.headers.authorization?.trim() ?? '')?.[1];
  if (token) {
    const principal = tokens.verify(token)?.principal;
    if (principal)
      return { lane: principal.type === 'worker' ? 'staff' : othersLane, client: `${principal.type}:${principal.id}` };
  } else {
    const session = sessionOf(request, config.sessionSecrets);
    if (session) return { lane: 'staff', client: session };
  }
  const isLogin = request.method === 'POST' && STAFF_LOGIN.test(request.path);
  return { lane: isLogin ? 'logins' : othersLane, client: clientAddress(request) };
}

/** The session that the cookie names, if this server signed it: it does so for admins who log in, and for nobody else. */
function sessionOf(request: Request, secrets: string[]): string | null {
  const cookie = new RegExp(`(?:^|; *)${SESSION_COOKIE}=s(?:%3A|:)([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
  if (!cookie) return null;
  const [id = '', signature = ''] = decoded(cookie).split('.');
  return secrets.some((secret) => isSigned(id, signature, secret)) ? `session:${id}` : null;
}

function isSigned(id: string, signature: string, secret: string): boolean {
  const ours = createHmac('sha256', secret).update(id).digest();
  const theirs = Buffer.from(signature, 'base64');
  return theirs.length === ours.length && timingSafeEqual(ours, theirs);
}

// What cannot be decoded was signed by nobody.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
