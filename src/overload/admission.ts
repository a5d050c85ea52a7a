import type { Request, RequestHandler, Response } from 'express';
import type { Config } from '../config.js';
import { chargeWaiting } from '../db/time-budget.js';
import type { Tokens } from '../modules/identity/index.js';
import { currentRequest } from '../shared/request-context.js';
import { callerOf } from './caller-of.js';
import { ConcurrencyLimiter } from './concurrency-limiter.js';

/** The work for a client that left goes on: until it has ended, or for so long, others do not get its place. */
const WORK_OF_THE_GONE_MS = 10_000;

/** Of the requests worked on at once, those of everybody but staff have this share: the others are there for staff, however many come. */
const OTHERS_SHARE = 0.125;

/** Logins of staff, whose senders nobody knows yet. */
const LOGINS_AT_ONCE = 4;

/** So many requests at once are no flood. */
const FEW = { requests: 64 };

export function createAdmission({ requestsAtOnce, queueWaitMs }: Pick<Config, 'requestsAtOnce' | 'queueWaitMs'>) {
  const others = Math.max(1, Math.round(requestsAtOnce * OTHERS_SHARE));
  return new ConcurrencyLimiter({
    lanes: {
      staff: { most: requestsAtOnce },
      logins: { most: Math.min(LOGINS_AT_ONCE, requestsAtOnce), few: FEW },
      // Writes that wait for a locked database keep nobody from reading.
      readers: { most: others, few: FEW, yields: true },
      others: { most: others, few: FEW, yields: true },
    },
    waitMs: queueWaitMs,
  });
}

/**
 * Lets each request be worked on in its turn, until its answer begins: what a client takes its time to read, and a stream that goes on
 * for hours, keep nobody out. Throws `server.overloaded`.
 */
export function admit(deps: {
  admission: ReturnType<typeof createAdmission>;
  tokens: Tokens;
  config: Pick<Config, 'sessionSecrets'>;
}): RequestHandler {
  return async (request: Request, response: Response, next) => {
    const { lane, client } = callerOf(deps, request);
    const since = performance.now();
    const permit = await deps.admission.enter(lane, client);
    if (response.destroyed) return permit.end();
    const waitedMs = performance.now() - since;
    chargeWaiting(waitedMs);
    const context = currentRequest();
    if (context) {
      context.permit = permit;
      context.waitedMs += waitedMs;
    }
    whenAnswered(response, () => permit.end());
    next();
  };
}

function whenAnswered(response: Response, answered: () => void): void {
  const { writeHead, end } = response;
  let isAnswered = false;
  const done = () => {
    isAnswered = true;
    answered();
  };
  response.writeHead = function begin(this: Response, ...given: unknown[]) {
    done();
    return Reflect.apply(writeHead, this, given);
  } as typeof writeHead;
  // An answer to nobody has no head.
  response.end = function finish(this: Response, ...given: unknown[]) {
    done();
    return Reflect.apply(end, this, given);
  } as typeof end;
  response.once('close', () => {
    if (!isAnswered) setTimeout(done, WORK_OF_THE_GONE_MS).unref();
  });
}
