import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { ResolveHost } from './resolve-host.js';
import { isAllowedAddress, problemOfUrl } from './target-policy.js';

/** Nobody reads the answer; a receiver may send this much of one without being cut off. */
const MOST_ANSWER_BYTES = 65_536;
/** And may take this long over it. */
const LONGEST_ANSWER_MS = 2_000;

/** `code` is the status of the answer, null without one; `error` says why it was no success. */
export type Outcome = { code: number | null; error: string | null };

type Options = { production: boolean; timeoutMs: number; resolve: ResolveHost; signal: AbortSignal };

class Refused extends Error {}

/**
 * Posts once. Only 2xx is success: a redirect is not followed, it could lead anywhere. The name is resolved here, every address it
 * has is checked, and the connection goes to a checked one: a name that resolves to something else a moment later changes nothing.
 */
export async function postToTarget(
  target: string,
  headers: Record<string, string>,
  body: string,
  options: Options,
): Promise<Outcome> {
  const problem = problemOfUrl(target, options.production);
  if (problem) return { code: null, error: `The URL ${problem}` };
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const code = await statusOf(new URL(target), headers, body, options, AbortSignal.any([timeout, options.signal]));
    return { code, error: code >= 200 && code < 300 ? null : `Answered ${code}` };
  } catch (error) {
    if (options.signal.aborted) return { code: null, error: 'Interrupted: the server stopped' };
    if (timeout.aborted) return { code: null, error: `No answer within ${options.timeoutMs} ms` };
    return { code: null, error: reasonOf(error) };
  }
}

function statusOf(url: URL, headers: Record<string, string>, body: string, options: Options, signal: AbortSignal) {
  const { request } = url.protocol === 'http:' ? http : https;
  return new Promise<number>((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        // A connection of its own each time: a kept one would go to where the name led before.
        agent: false,
        lookup: checkedLookup(options),
        signal,
      },
      (answer) => {
        const { statusCode = 0 } = answer;
        // Counted as under way until the connection is free: a receiver that drips its answer holds its own places and no more.
        const cut = setTimeout(() => answer.destroy(), LONGEST_ANSWER_MS);
        const settle = () => {
          clearTimeout(cut);
          resolve(statusCode);
        };
        let received = 0;
        answer.on('data', (chunk: Buffer) => {
          received += chunk.length;
          if (received > MOST_ANSWER_BYTES) answer.destroy();
        });
        // The status has been told: what becomes of the rest changes nothing.
        answer.on('error', settle);
        answer.on('close', settle);
        sent.off('error', reject);
        sent.on('error', settle);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

// Called by Node for names; an address in the URL itself was looked at with the URL.
function checkedLookup({ production, resolve }: Options): LookupFunction {
  return (host, { all }, done) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        const refused = addresses.some(({ address }) => isIP(address) === 0 || !isAllowedAddress(address, !production));
        if (!first || refused) done(new Refused('The name leads to an address that is not public'), '', 0);
        else if (all) done(null, addresses);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };
}

// Only the kind of failure: messages of the network name addresses of this machine.
function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  const { code } = error as { code?: unknown };
  return `The request failed (${typeof code === 'string' ? code : 'unknown'})`;
}
