import { RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../shared/app-error.js';
import { fingerprint } from '../shared/ids.js';
import type { Logger } from '../shared/logger.js';
import { overloaded } from '../shared/places.js';
import { currentRequest, waiting } from '../shared/request-context.js';
import type { Counter, Counters } from './counters.js';
import { FAILURES, type Policy } from './policies.js';
import { Turns } from './turns.js';

/** Whom a request is counted for: the address it comes from, the account it names, and who is logged in. */
export type Subject = { client: string; account: string | null; caller: string | null };

/** How a limit stands for whom it counts. */
export type Standing = { policy: Policy; most: number; left: number; resetsInMs: number };

export type Limits = {
  /**
   * Counts a request under these policies, tells how they stand, and does the work. Throws `limit.exceeded`, with nothing done and
   * nothing counted. The counting comes first and decides: however many try at once, no more get in than fit.
   */
  run<T>(
    policies: readonly Policy[],
    subject: Subject,
    tell: (standings: Standing[]) => void,
    work: () => Promise<T>,
  ): Promise<T>;
};

/** One policy for one subject; `id` names its counter. */
type Use = { policy: Policy; counter: Counter; key: string; id: string };
type Refused = { use: Use; state: RateLimiterRes };

/** `waitMs` is how long a try waits for others that may still succeed. */
export function createLimits(deps: { counters: Counters; logger: Logger; enabled: boolean; waitMs: number }): Limits {
  const { counters, logger } = deps;
  const turns = new Turns();

  const usesOf = (policies: readonly Policy[], subject: Subject): Use[] =>
    policies.flatMap((policy) => {
      const whom = whomItCounts(policy, subject);
      if (whom === null) return [];
      const key = fingerprint(whom);
      return [{ policy, counter: counters.of(policy), key, id: `${policy.name}:${key}` }];
    });

  const isSpared = async ({ policy }: Use, subject: Subject): Promise<boolean> =>
    policy.sparesKnownClients === true && (await counters.known.get(pairKey(subject))) !== null;

  // Looking first costs nothing but a read: a flood of refused tries writes nothing.
  const findExhausted = async (uses: Use[], subject: Subject): Promise<Refused | null> => {
    for (const use of uses) {
      const state = await use.counter.get(use.key);
      if (state && state.consumedPoints >= use.counter.points && !(await isSpared(use, subject))) return { use, state };
    }
    return null;
  };

  const count = async (uses: Use[], subject: Subject): Promise<Refused | { counted: Use[]; standings: Standing[] }> => {
    const counted: Use[] = [];
    const standings: Standing[] = [];
    try {
      for (const use of uses) {
        // Before it is counted, so that whoever finds the counter full knows of this try.
        counted.push(use);
        turns.begin(use.id);
        const { isIn, state } = await consume(use);
        if (isIn) {
          standings.push(standingOf(use, state));
          continue;
        }
        leave(counted.splice(-1));
        if (await isSpared(use, subject)) continue;
        await giveBack(counted);
        leave(counted);
        return { use, state };
      }
      return { counted, standings };
    } catch (error) {
      leave(counted);
      throw error;
    }
  };

  const leave = (uses: Use[]): void => {
    for (const { id } of uses) turns.end(id);
  };

  const giveBack = async (uses: Use[]): Promise<void> => {
    for (const { counter, key } of uses) await counter.reward(key, 1);
  };

  // A success proves the account's owner: what was tried on the account before it is forgotten, what the client tried elsewhere is not.
  const forgive = async (uses: Use[], subject: Subject): Promise<void> => {
    for (const { policy, counter, key } of uses) {
      if (policy.per === 'client') await counter.reward(key, 1);
      else await counter.delete(key);
    }
    if (uses.some(({ policy }) => policy.sparesKnownClients)) await counters.known.set(pairKey(subject), 1, -1);
  };

  // The outcome is known and stands: a counter that was not corrected is a little strict, and no reason to fail.
  const settle = async (correction: Promise<void>): Promise<void> => {
    try {
      await correction;
    } catch (error) {
      logger.warn({ error }, 'a limit was not given back');
    }
  };

  const enter = async (uses: Use[], subject: Subject, tell: (standings: Standing[]) => void): Promise<Use[]> => {
    for (;;) {
      const result = (await findExhausted(uses, subject)) ?? (await count(uses, subject));
      if ('counted' in result) {
        tell(result.standings);
        return result.counted;
      }
      const waited = result.use.policy.counts === 'failures' ? await waitFor(result.use) : 'vain';
      if (waited === 'again') continue;
      // Nobody knows yet whether the limit is used up.
      if (waited === 'late') throw overloaded();
      const standing = standingOf(result.use, result.state);
      tell([standing]);
      throw tooManyRequests(standing);
    }
  };

  const waitFor = ({ id }: Use): Promise<'again' | 'vain' | 'late'> => {
    const patienceMs = deps.waitMs - (currentRequest()?.waitedMs ?? 0);
    return waiting(() => turns.wait(id, Math.max(1, patienceMs)));
  };

  return {
    run: async (policies, subject, tell, work) => {
      const uses = deps.enabled ? usesOf(policies, subject) : [];
      if (uses.length === 0) return work();
      let counted: Use[];
      try {
        counted = await enter(uses, subject, tell);
      } catch (error) {
        for (const { id } of uses) turns.wakeNext(id);
        throw error;
      }
      const tries = counted.filter(({ policy }) => policy.counts === 'failures');
      try {
        const result = await work();
        await settle(forgive(tries, subject));
        return result;
      } catch (error) {
        if (!isFailure(error)) await settle(giveBack(tries));
        throw error;
      } finally {
        leave(counted);
      }
    },
  };
}

function whomItCounts({ per }: Policy, subject: Subject): string | null {
  const { client, account, caller } = subject;
  switch (per) {
    case 'client':
      return client;
    case 'guest':
      return caller === null ? client : null;
    case 'account':
      return account;
    case 'account and client':
      return account === null ? null : pair(account, client);
    case 'caller':
      return caller;
  }
}

function pair(account: string, client: string): string {
  return JSON.stringify([account, client]);
}

function pairKey({ account, client }: Subject): string {
  return fingerprint(pair(account ?? '', client));
}

async function consume({ counter, key }: Use): Promise<{ isIn: boolean; state: RateLimiterRes }> {
  try {
    return { isIn: true, state: await counter.consume(key) };
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { isIn: false, state: refused };
    throw refused;
  }
}

function standingOf({ policy, counter }: Use, state: RateLimiterRes): Standing {
  const left = Math.max(0, counter.points - state.consumedPoints);
  return { policy, most: counter.points, left, resetsInMs: state.msBeforeNext };
}

function tooManyRequests({ resetsInMs }: Standing): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(resetsInMs / 1000));
  return new AppError('tooManyRequests', 'limit.exceeded', 'Too many requests', { retryAfterSeconds });
}

// What the server could not do, or would not look at, is not held against anybody.
function isFailure(error: unknown): boolean {
  return error instanceof AppError && FAILURES.has(error.code);
}
