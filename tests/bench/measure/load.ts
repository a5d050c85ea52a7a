import autocannon from 'autocannon';
import { cpuSeconds, residentMiB } from './process-usage.js';
import type { Target } from './targets.js';

/** One round against one server: requests a second, latency in milliseconds, CPU of the server in milliseconds a request. */
export type Round = { perSecond: number; p50: number; p99: number; cpuMs: number; rssMiB: number };

export type LoadRequest = {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  /** Made anew for every request. */
  body?: () => string;
};

/** Sends the same request from `connections` connections for `seconds`. Throws when an answer was not a 2xx. */
export async function fire(target: Target, request: LoadRequest, connections: number, seconds: number): Promise<Round> {
  const before = cpuSeconds(target.pid);
  const { body, method = 'GET', path, headers = {} } = request;
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    timeout: 30,
    requests: [
      {
        method,
        path,
        headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
        ...(body ? { setupRequest: (next) => ({ ...next, body: body() }) } : {}),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${target.kind} ${method} ${path}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  }
  const answered = result['2xx'];
  return {
    perSecond: answered / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: ((cpuSeconds(target.pid) - before) * 1_000) / answered,
    rssMiB: residentMiB(target.pid),
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

export function medianRound(rounds: Round[]): Round {
  const of = (field: keyof Round) => median(rounds.map((round) => round[field]));
  return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), cpuMs: of('cpuMs'), rssMiB: of('rssMiB') };
}
