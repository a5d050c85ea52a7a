import { createServer, type Server } from 'node:http';
import express from 'express';
import type { Route } from './routes.js';

/** Bare Express 5: a JSON parser, the routes, and `response.json`. */
export function expressServer(routes: Route[]): Server {
  const app = express();
  app.use(express.json());
  for (const { method, path, answer } of routes) {
    app[method](path, async (request, response) => {
      const query = new URLSearchParams(request.url.split('?')[1]);
      const { status, body, total, png } = await answer({
        params: request.params as Record<string, string>,
        query,
        body: request.body,
      });
      if (total !== undefined) response.set('X-Total-Count', String(total));
      if (png) response.type('png').send(png);
      else response.status(status).json(body);
    });
  }
  return createServer(app);
}
