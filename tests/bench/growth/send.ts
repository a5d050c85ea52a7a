import { Agent, request as httpRequest } from 'node:http';
import type { Target } from '../measure/targets.js';
import type { Request } from './scenarios.js';

// One connection to each server.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export type Answer = { body: unknown; milliseconds: number };

/** Sends one request and answers what came back, and after how long. Throws when it was no success. */
export function send({ url }: Target, { method = 'GET', path, headers = {}, body }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const sent = httpRequest(
      `${url}${path}`,
      { method, agent, headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const milliseconds = performance.now() - startedAt;
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve({ body: JSON.parse(text), milliseconds });
          else reject(new Error(`${method} ${path}: ${status} ${text}`));
        });
      },
    );
    sent.once('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}
