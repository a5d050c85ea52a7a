import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { headers: IncomingHttpHeaders; body: string; path: string; at: number };
export type Receiver = {
  url: string;
  port: number;
  received: Received[];
  /** What it does with the next requests; 204 unless told otherwise. */
  behave: (answer: (response: ServerResponse, request: Received) => void) => void;
  /** The orders that were told of, in the order they came. */
  types: (subject?: string) => string[];
  close: () => Promise<void>;
};

/** A real server on this machine that takes webhooks. */
export async function aReceiver(host = '127.0.0.1', port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const ok = (response: ServerResponse) => void response.writeHead(204).end();
  let answer: (response: ServerResponse, request: Received) => void = ok;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const taken = { headers: request.headers, body, path: request.url ?? '', at: performance.now() };
      received.push(taken);
      answer(response, taken);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}/hook`,
    port: address.port,
    received,
    behave: (next) => {
      answer = next;
    },
    types: (orderId) =>
      received
        .map(({ body }) => JSON.parse(body) as { type: string; data: { orderId?: string } })
        .filter(({ data }) => orderId === undefined || data.orderId === orderId)
        .map(({ type }) => type),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
