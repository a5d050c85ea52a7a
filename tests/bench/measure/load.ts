import autocannon from 'autocannon';
import { cpuSeconds, cpuSecondsAtRest, residentMiB } from './process-usage.js';
import { median, type Spread } from './spread.js';
import type { Target } from './targets.js';

/** One round against one server: requests a second, latency in milliseconds, CPU of the server in milliseconds a request. */
export type Round = {
  perSecond: number;
  p50: number;
  p99: number;
  cpuMs: number;
  rssMiB: number;
  /** Answers 503, by which a server sheds what it cannot take: they are in no other figure. */
  refused?: number;
  /** Where requests of several kinds are mixed: the latency of each. */
  kinds?: Record<string, Spread>;
};

export type LoadRequest = {
  method?: 'GET' | 'POST';
  path: string;
  /** Made anew for every request, where they differ. */
  nextPath?: () => string;
  headers?: Record<string, string>;
  /** Made anew for every request. */
  body?: () => string;
};

/** Sends the same request from `connections` connections for `seconds`. Throws when an answer was neither a 2xx nor a 503. */
export async function fire(target: Target, request: LoadRequest, connections: number, seconds: number): Promise<Round> {
  const before = cpuSeconds(target.pid);
  const { body, nextPath, method = 'GET', path, headers = {} } = request;
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    timeout: 30,
    excludeErrorStats: true,
    requests: [
      {
        method,
        path,
        headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
        ...(body || nextPath
          ? {
              setupRequest: (next) => ({
                ...next,
                ...(body ? { body: body() } : {}),
                ...(nextPath ? { path: nextPath() } : {}),
              }),
            }
          : {}),
      },
    ],
  });
  const refused = result.statusCodeStats?.['503']?.count ?? 0;
  if (result.non2xx > refused || result.errors > 0) {
    throw new Error(
      `${target.kind} ${method} ${path}: ${result.non2xx - refused} answers were not 2xx, ${result.errors} errors`,
    );
  }
  const answered = result['2xx'];
  if (answered === 0) throw new Error(`${target.kind} ${method} ${path}: nothing was answered in ${result.duration} s`);
  return {
    perSecond: answered / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (((await cpuSecondsAtRest(target.pid)) - before) * 1_000) / answered,
    rssMiB: residentMiB(target.pid),
    refused,
  };
}

export function medianRound(rounds: Round[]): Round {
  const of = (field: 'perSecond' | 'p50' | 'p99' | 'cpuMs' | 'rssMiB') => median(rounds.map((round) => round[field]));
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    cpuMs: of('cpuMs'),
    rssMiB: of('rssMiB'),
    refused: rounds.reduce((sum, round) => sum + (round.refused ?? 0), 0),
    ...medianKinds(rounds),
  };
}

function medianKinds(rounds: Round[]): Pick<Round, 'kinds'> {
  const names = new Set(rounds.flatMap(({ kinds = {} }) => Object.keys(kinds)));
  if (names.size === 0) return {};
  const of = (name: string): Spread => {
    const all = rounds.flatMap(({ kinds = {} }) => kinds[name] ?? []);
    const middle = (field: keyof Spread) => median(all.map((spread) => spread[field]));
    return { count: middle('count'), p50: middle('p50'), p99: middle('p99') };
  };
  return { kinds: Object.fromEntries([...names].map((name) => [name, of(name)])) };
}
