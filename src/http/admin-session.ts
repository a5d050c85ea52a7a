import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Deps } from '../deps.js';
import { RedisSessionStore } from './redis-session-store.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { DatabaseSessionStore } from './session-store.js';

declare module 'express-session' {
  interface SessionData {
    adminId: number;
    /** The account's session version at login: raising it ends every session of the account. */
    version: number;
    /** Milliseconds since 1970 of the login. */
    loggedInAt: number;
  }
}

/** Reads and keeps admin sessions. Requests without the cookie, other than admin ones, never touch the store. */
export function adminSession(deps: Pick<Deps, 'db' | 'redis' | 'clock' | 'logger' | 'config'>): RequestHandler {
  const { config, redis, logger } = deps;
  const handler = session({
    name: SESSION_COOKIE,
    secret: config.sessionSecrets,
    store: redis ? new RedisSessionStore({ redis, logger }) : new DatabaseSessionStore(deps),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: config.production,
      maxAge: Math.min(config.sessionIdleSeconds, config.sessionMaxSeconds) * 1000,
    },
  });
  return (request: Request, response: Response, next: NextFunction) => {
    if (!mayHaveSession(request)) return next();
    // express-session withholds a Secure cookie on plain HTTP; production always has TLS in front, which the browser then insists on.
    if (config.production) Object.defineProperty(request, 'secure', { value: true });
    keepCookiesOutOfCaches(response);
    handler(request, response, (error?: unknown) => {
      endInTime(request, deps);
      next(error);
    });
  };
}

/** A new session id with this admin in it; the old one is dead in the store. Rejects, with nobody logged in, when the store could not. */
export function beginSession(
  request: Request,
  admin: { id: number; sessionVersion: number },
  loggedInAt: Date,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      // Or the answer would carry its cookie, and express-session try once more to store it.
      (request as { session?: unknown }).session = undefined;
      reject(error);
    };
    request.session.regenerate((failed: unknown) => {
      if (failed) return fail(failed);
      const data = { adminId: admin.id, version: admin.sessionVersion, loggedInAt: loggedInAt.getTime() };
      Object.assign(request.session, data);
      request.session.save((error: unknown) => (error ? fail(error) : resolve()));
    });
  });
}

/** Ends the session in the store; rejects when the store could not. */
export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
}

function mayHaveSession(request: Request): boolean {
  return request.path.startsWith('/admin') || Boolean(request.headers.cookie?.includes(`${SESSION_COOKIE}=`));
}

// Idle time is given anew by every request, but never past the end of the whole session: cookie and row then end together.
function endInTime(request: Request, { clock, config }: Pick<Deps, 'clock' | 'config'>): void {
  const { loggedInAt, cookie } = request.session ?? {};
  if (loggedInAt === undefined || cookie === undefined) return;
  const left = loggedInAt + config.sessionMaxSeconds * 1000 - clock.now().getTime();
  cookie.originalMaxAge = Math.max(0, Math.min(config.sessionIdleSeconds * 1000, left));
}

// The cookie goes out with whatever answer comes next, also one that its route lets caches keep, such as a barcode.
function keepCookiesOutOfCaches(response: Response): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() === 'set-cookie') setHeader('Cache-Control', 'no-store');
    return setHeader(name, value);
  };
}
