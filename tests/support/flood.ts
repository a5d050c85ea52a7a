import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { anEmail, anOrderBody } from './builders.js';
import { anAddress } from './promises/promise-server.js';

export type FloodKind = 'read' | 'order' | 'login' | 'sign-up';
export type FloodAnswer = {
  kind: FloodKind;
  status: number;
  headers: IncomingHttpHeaders;
  body: unknown;
  milliseconds: number;
};

/** Who logs in for real, in between those who guess. */
export type FloodedAccount = { email: string; password: string };

// Every client keeps its connection from one flood to the next: how long connecting takes is not what is measured.
const agent = new Agent({ keepAlive: true, maxFreeSockets: 1_000 });

/** Clients that ask at once, again as soon as they are answered; those refused a little later, though not as late as they are told. */
const CLIENTS: Record<FloodKind, number> = { read: 150, order: 150, login: 25, 'sign-up': 25 };
const PAUSE_MS = 250;

export const isRefused = ({ status }: Pick<FloodAnswer, 'status'>) => status === 429 || status === 503;

/** Asks for so long, each time from another address unless `from` names one, far more than a server can take. */
export async function flood(
  url: string,
  milliseconds: number,
  accounts: readonly FloodedAccount[],
  from: () => string = anAddress,
): Promise<FloodAnswer[]> {
  const bodies: Record<FloodKind, (n: number) => [path: string, body?: object]> = {
    read: () => ['/api/services'],
    order: () => ['/api/orders', anOrderBody()],
    login: (n) => {
      const known = n % 2 === 0 ? accounts[(n / 2) % accounts.length] : undefined;
      return ['/auth/login', known ?? { email: anEmail(), password: 'wrong' }];
    },
    'sign-up': () => [
      '/auth/signup',
      { name: 'A', email: anEmail(), phone: '+919800000001', password: 'a flood of people' },
    ],
  };
  const until = performance.now() + milliseconds;
  const answers: FloodAnswer[] = [];
  let asked = 0;
  const client = async (kind: FloodKind) => {
    while (performance.now() < until) {
      asked += 1;
      const answer = await ask(url, kind, bodies[kind](asked), from());
      answers.push(answer);
      if (isRefused(answer)) await sleep(PAUSE_MS);
    }
  };
  const kinds = Object.keys(CLIENTS) as FloodKind[];
  await Promise.all(kinds.flatMap((kind) => Array.from({ length: CLIENTS[kind] }, () => client(kind))));
  return answers;
}

// Not fetch(): it lets a GET wait behind others on a connection that it believes to be free.
async function ask(
  url: string,
  kind: FloodKind,
  [path, body]: [string, object?],
  address: string,
): Promise<FloodAnswer> {
  const began = performance.now();
  const sent = request(`${url}${path}`, {
    agent,
    method: body ? 'POST' : 'GET',
    headers: { 'X-Forwarded-For': address, ...(body ? { 'Content-Type': 'application/json' } : {}) },
  }).end(body ? JSON.stringify(body) : undefined);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const received = await text(response);
  const milliseconds = performance.now() - began;
  return {
    kind,
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: JSON.parse(received),
    milliseconds,
  };
}

/** The time within which this share of the answers came. */
export function percentile(answers: readonly FloodAnswer[], share: number): number {
  const sorted = answers.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
