import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Deps } from '../../deps.js';
import { beginSession, endSession } from '../../http/admin-session.js';
import { authorise } from '../../http/authorise.js';
import { parseRequest } from '../../http/parse-request.js';
import { refuseCrossSite } from '../../http/same-origin.js';
import { pagePolicy } from '../../http/security-headers.js';
import { logIn } from '../../modules/admins/index.js';
import { anonymous } from '../../modules/identity/index.js';
import { underLimits } from '../../rate-limits/http.js';
import { logInLimits } from '../../rate-limits/index.js';
import { AppError } from '../../shared/app-error.js';
import { adminAccount } from './admin-account.js';
import { logInForm } from './log-in.schema.js';

const folder = fileURLToPath(new URL('../../../public/admin/', import.meta.url));

const ASSET = /\.(css|js|svg|png|ico|woff2)$/;

/** The admin console's pages, for browsers: plain HTML forms, no script. The JSON routes beside them are endpoints. */
export function adminPages(deps: Deps): RequestHandler {
  const loginPage = readFileSync(`${folder}login.html`, 'utf8');
  const showLogin = (response: Response, status: number, error: string) =>
    response.status(status).type('html').send(loginPage.replace('<!-- error -->', error));

  // Case counts here as it does for the JSON routes and for finding the session: /ADMIN/login is nobody's page.
  const router = Router({ caseSensitive: true });
  const form = express.urlencoded({ extended: false, limit: '10kb' });
  router.get('/admin/login', ...asPage('GET /admin/login'), (_request, response) => {
    showLogin(response, 200, '');
  });
  router.post('/admin/login', onlyForms, ...asPage('POST /admin/login'), form, async (request, response) => {
    refuseCrossSite(request, deps.config.corsOrigins);
    try {
      const body = parseRequest(logInForm, request.body ?? {});
      const account = await adminAccount(deps.db, body);
      const subject = { limits: logInLimits, hashes: 'staff' as const, account, actor: anonymous, request, response };
      const admin = await underLimits(deps, subject, () => logIn(deps, body));
      await beginSession(request, admin, deps.clock.now());
    } catch (error) {
      const told = toldOnPage(error);
      if (!told) throw error;
      if (told.retryAfter) response.set('Retry-After', told.retryAfter);
      showLogin(response, told.status, told.sentence);
      return;
    }
    response.redirect(302, '/admin');
  });
  router.post('/admin/logout', onlyForms, ...asPage('POST /admin/logout'), form, async (request, response) => {
    await authorise(deps, request, ['admin']);
    await endSession(request);
    response.redirect(302, '/admin/login');
  });
  // A built admin app brings files of its own; they hold no secret, unlike the pages.
  const files = express.static(folder, { index: false, redirect: false });
  router.use('/admin', (request, response, next) => {
    if (!ASSET.test(request.path)) return next();
    pagePolicy(request, response, (error?: unknown) => (error ? next(error) : files(request, response, next)));
  });
  router.get(['/admin', '/admin/*rest'], onlyPages, ...asPage('GET /admin'), async (request, response) => {
    const isAdmin = await authorise(deps, request, ['admin']).then(() => true, refusedToLogin);
    if (!isAdmin) return response.redirect(302, '/admin/login');
    response.sendFile('index.html', { root: folder, cacheControl: false });
  });
  // Nothing else is held against each of them.
  return (request, response, next) => (request.path.startsWith('/admin') ? router(request, response, next) : next());
}

/** What somebody at the form is told, there, of a login that failed; null for what is nobody's doing there. */
function toldOnPage(error: unknown): { status: number; sentence: string; retryAfter?: string } | null {
  if (!(error instanceof AppError)) return null;
  if (error.kind === 'unauthenticated' || error.kind === 'invalid')
    return { status: 401, sentence: 'Invalid credentials' };
  if (error.kind !== 'tooManyRequests') return null;
  const minutes = Math.ceil((error.retryAfterSeconds ?? 0) / 60);
  const sentence = `Too many tries. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return { status: 429, sentence, retryAfter: String(error.retryAfterSeconds) };
}

/** The headers of a page. A browser sends a form with `Origin: null` under the API's `no-referrer`, which no login may accept. */
function asPage(route: string): RequestHandler[] {
  const headers: RequestHandler = (_request, response, next) => {
    response.locals['route'] = route;
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });
    next();
  };
  return [pagePolicy, headers];
}

function onlyForms(request: Request, _response: Response, next: (skip?: 'route') => void): void {
  next(request.is('application/x-www-form-urlencoded') ? undefined : 'route');
}

function onlyPages(request: Request, _response: Response, next: (skip?: 'route') => void): void {
  next(/^\/admin\/api(\/|$)/i.test(request.path) ? 'route' : undefined);
}

function refusedToLogin(error: unknown): false {
  if (error instanceof AppError && (error.kind === 'unauthenticated' || error.kind === 'forbidden')) return false;
  throw error;
}
