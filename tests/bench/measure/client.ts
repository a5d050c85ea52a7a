import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const SHED = 503;
const PAUSE_MS = 50;
const MOST_TRIES = 100;

export type Call = { method?: 'GET' | 'POST' | 'PUT'; path: string; headers?: Record<string, string>; body?: object };

export type Client = {
  /** The body of the answer, also of one that was shed with a 503 and sent again a moment later. Throws when it is no 2xx. */
  call(call: Call): Promise<Buffer>;
  close(): void;
};

/** A plain HTTP client with so many connections, kept open. What waits for a free one waits in line. */
export function openClient(url: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  const once = ({ method = 'GET', path, headers = {}, body }: Call): Promise<{ status: number; answer: Buffer }> =>
    new Promise((resolve, reject) => {
      const text = body && JSON.stringify(body);
      const typed = text === undefined ? headers : { ...headers, ...describing(text) };
      const sent = httpRequest({ hostname, port, path, method, agent, headers: typed }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, answer: Buffer.concat(chunks) }));
      });
      sent.once('error', reject);
      sent.end(text);
    });
  return {
    call: async (call) => {
      for (let tries = 1; ; tries += 1) {
        const { status, answer } = await once(call);
        if (status >= 200 && status < 300) return answer;
        if (status !== SHED || tries === MOST_TRIES)
          throw new Error(`${call.method ?? 'GET'} ${call.path}: ${status} ${answer.toString().slice(0, 500)}`);
        await sleep(PAUSE_MS);
      }
    },
    close: () => agent.destroy(),
  };
}

function describing(text: string): Record<string, string> {
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
}
