import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Request, type RequestHandler, Router } from 'express';
import type { Config } from '../config.js';
import { builtFiles } from './built-files.js';
import { portalPolicy } from './security-headers.js';

const folder = fileURLToPath(new URL('../portals/', import.meta.url));

/** The portals that are there; each is one page, and its addresses are known to its script alone. */
const portalNames = ['employee'] as const;

/**
 * The pages that people work with, for browsers. An address of the API and one of a portal may begin alike, or be the same: a page is
 * answered only to who asks for HTML, and never below `/<portal>/api`.
 */
export function portals(config: Pick<Config, 'currency' | 'timeZone'>): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.use('/portals/assets', portalPolicy, builtFiles(`${folder}assets`));
  for (const name of portalNames) {
    const page = ofShop(readFileSync(`${folder}${name}/index.html`, 'utf8'), config);
    const worker = readFileSync(`${folder}${name}/sw.js`);
    // Looked for anew at each visit, so that a newer build is found; it keeps the whole portal, whose address has no slash behind it.
    router.get(`/${name}/sw.js`, portalPolicy, (_request, response) => {
      response.locals['route'] = `GET /${name}/sw.js`;
      response
        .set({ 'Cache-Control': 'no-cache', 'Service-Worker-Allowed': `/${name}` })
        .type('text/javascript')
        .send(worker);
    });
    router.get([`/${name}`, `/${name}/*rest`], forPages(name), portalPolicy, (_request, response) => {
      response.locals['route'] = `GET /${name}`;
      response.set('Cache-Control', 'no-cache').type('html').send(page);
    });
  }
  return router;
}

/** What a page has to know of the shop before anybody is logged in. */
function ofShop(page: string, { currency, timeZone }: Pick<Config, 'currency' | 'timeZone'>): string {
  return page.replace('<html', `<html data-currency="${currency}" data-time-zone="${timeZone}"`);
}

function forPages(name: string): RequestHandler {
  return (request, _response, next) => next(asksForPage(request) && !isApi(name, request.path) ? undefined : 'route');
}

function asksForPage(request: Request): boolean {
  return (request.get('Accept') ?? '').includes('text/html');
}

function isApi(name: string, path: string): boolean {
  const rest = path.slice(name.length + 1);
  return rest === '/api' || rest.startsWith('/api/');
}
