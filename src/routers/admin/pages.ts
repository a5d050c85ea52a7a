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
import { AppError } from '../../shared/app-error.js';
import { logInForm } from './log-in.schema.js';

const folder = fileURLToPath(new URL('../../../public/admin/', import.meta.url));

const ASSET = /\.(css|js|svg|png|ico|woff2)$/;

/** The admin console's pages, for browsers: plain HTML forms, no script. The JSON routes beside them are endpoints. */
export function adminPages(deps: Deps): Router {
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
      const admin = await logIn(deps, parseRequest(logInForm, request.body ?? {}));
      await beginSession(request, admin, deps.clock.now());
    } catch (error) {
      if (!(error instanceof AppError) || (error.kind !== 'unauthenticated' && error.kind !== 'invalid')) throw error;
      showLogin(response, 401, 'Invalid credentials');
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
  return router;
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
