import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Output, Route } from './routes.js';

type Compiled = Route & { pattern: RegExp; names: string[] };

/** Bare `node:http`: the floor, below which no Express application can get. */
export function nodeServer(routes: Route[]): Server {
  const compiled = routes.map(compile);
  return createServer((request, response) => {
    void serve(compiled, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
}

async function serve(routes: Compiled[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '', query] = (request.url ?? '').split('?');
  for (const { method, pattern, names, answer } of routes) {
    const match = method.toUpperCase() === request.method ? pattern.exec(path) : null;
    if (!match) continue;
    const params = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    const body = method === 'get' ? undefined : await readBody(request);
    send(response, await answer({ params, query: new URLSearchParams(query), body }));
    return;
  }
  response.statusCode = 404;
  response.end();
}

function compile(route: Route): Compiled {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return { ...route, names, pattern: new RegExp(`^${route.path.replace('.', '\\.').replace(/:\w+/g, '([^/]+)')}$`) };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, { status, body, total, png }: Output): void {
  const bytes = png ?? Buffer.from(JSON.stringify(body));
  response.statusCode = status;
  if (total !== undefined) response.setHeader('X-Total-Count', String(total));
  response.setHeader('Content-Type', png ? 'image/png' : 'application/json; charset=utf-8');
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
