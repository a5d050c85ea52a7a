import { Agent, request as httpRequest } from 'node:http';

export type Call = { method?: 'GET' | 'POST' | 'PUT'; path: string; headers?: Record<string, string>; body?: object };

export type Client = {
  /** The body of the answer. Throws when it is not a 2xx. */
  call(call: Call): Promise<Buffer>;
  close(): void;
};

/** A plain HTTP client with so many connections, kept open. What waits for a free one waits in line. */
export function openClient(url: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  return {
    call: ({ method = 'GET', path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const text = body && JSON.stringify(body);
        const typed = text === undefined ? headers : { ...headers, ...describing(text) };
        const sent = httpRequest({ hostname, port, path, method, agent, headers: typed }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', reject);
          response.once('end', () => {
            const answer = Buffer.concat(chunks);
            const { statusCode = 0 } = response;
            if (statusCode >= 200 && statusCode < 300) resolve(answer);
            else reject(new Error(`${method} ${path}: ${statusCode} ${answer.toString().slice(0, 500)}`));
          });
        });
        sent.once('error', reject);
        sent.end(text);
      }),
    close: () => agent.destroy(),
  };
}

function describing(text: string): Record<string, string> {
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
}
