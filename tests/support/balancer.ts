import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { statusOf } from './server-process.js';

const LOOKS_EVERY_MS = 200;

type Backend = { url: string; agent: Agent; isUp: boolean };
export type Balancer = {
  url: string;
  /** Has this server in the place of the one at `index`, once it is ready. */
  replace: (index: number, url: string) => Promise<void>;
};

/**
 * A balancer as they come: sends to each ready server in turn over kept-alive connections, looks at their readiness, and tries
 * another one only where a connection was refused. What was sent and got no answer is lost: 502.
 */
export async function startBalancer(urls: readonly string[]): Promise<Balancer> {
  const backends = urls.map(backend);
  let turn = 0;
  const next = () => {
    const up = backends.filter(({ isUp }) => isUp);
    turn += 1;
    return up[turn % up.length];
  };
  const server = createServer((incoming, answer) => {
    void text(incoming).then((body) => forward(next, incoming, body, answer));
  });
  const looking = setInterval(() => {
    for (const one of backends) void look(one);
  }, LOOKS_EVERY_MS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    clearInterval(looking);
    for (const { agent } of backends) agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  await Promise.all(backends.map(look));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replace: async (index, url) => {
      const fresh = backend(url);
      await look(fresh);
      backends[index]?.agent.destroy();
      backends[index] = fresh;
    },
  };
}

function backend(url: string): Backend {
  return { url, agent: new Agent({ keepAlive: true }), isUp: false };
}

async function look(one: Backend): Promise<void> {
  one.isUp = (await statusOf(`${one.url}/readyz`)) === 200;
}

function forward(
  next: () => Backend | undefined,
  incoming: IncomingMessage,
  body: string,
  answer: ServerResponse,
): void {
  const to = next();
  if (!to) {
    answer.writeHead(503).end('{"error":"no server is ready"}');
    return;
  }
  const { method = 'GET', url = '/', headers } = incoming;
  const sent = request(new URL(url, to.url), { method, headers, agent: to.agent }, (response) => {
    answer.writeHead(response.statusCode ?? 502, { ...response.headers, connection: 'keep-alive' });
    response.pipe(answer);
  });
  sent.on('error', (error: NodeJS.ErrnoException) => {
    to.isUp = false;
    if (error.code === 'ECONNREFUSED') forward(next, incoming, body, answer);
    else answer.writeHead(502).end(JSON.stringify({ error: `lost: ${error.code} ${error.message}` }));
  });
  sent.end(body);
}
