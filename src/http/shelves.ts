import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';

type Route = { path: string };

/**
 * Routes by how their paths begin and how many parts they have, so that a request is held against the one or two that may be meant
 * instead of against each in turn. Which of them it is remains Express's to say, in the order they were declared. A parameter is one
 * part of a path, or within one.
 */
export function onShelves<R extends Route>(
  routes: readonly R[],
  put: (router: Router, route: R) => void,
): RequestHandler {
  const shelves = new Map<string, Router>();
  for (const { path } of routes) {
    const name = shelfOf(path);
    if (shelves.has(name)) continue;
    const router = Router({ caseSensitive: true });
    for (const route of routes) if (`${name}/`.startsWith(`${shelfOf(route.path)}/`)) put(router, route);
    shelves.set(name, router);
  }
  return (request: Request, response: Response, next: NextFunction) => {
    const shelf = shelfFor(shelves, request.path);
    if (shelf) shelf(request, response, next);
    else next();
  };
}

/** The number of parts and those before the first parameter: `3/api/orders` of `/api/orders/:id`. */
function shelfOf(path: string): string {
  return `${partsOf(path)}${path.replace(/\/[^/]*:.*$/, '')}`;
}

function shelfFor(shelves: Map<string, Router>, path: string | null): Router | undefined {
  // Express takes a path with a slash behind it for the same.
  let begin = path?.endsWith('/') ? path.slice(0, -1) : (path ?? '');
  const parts = partsOf(begin);
  for (;;) {
    const shelf = shelves.get(`${parts}${begin}`);
    if (shelf || begin === '') return shelf;
    begin = begin.slice(0, Math.max(0, begin.lastIndexOf('/')));
  }
}

function partsOf(path: string): number {
  let parts = 0;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) parts += 1;
  return parts;
}
