import { overloaded } from '../overload/concurrency-limiter.js';
import { AppError } from '../shared/app-error.js';
import { fingerprint } from '../shared/ids.js';
import type { Logger } from '../shared/logger.js';
import { currentRequest, waiting } from '../shared/request-context.js';
import type { Counters, Held, Use } from './counter.js';
import { PendingTries } from './pending-tries.js';
import { FAILURES, type Policy } from './policies.js';

/** Whom a request is counted for: the address it comes from, the account it names, and who is logged in, as `customer:9`. */
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

type Refused = { use: Use; held: Held };

type Deps = { counters: Counters; logger: Logger; enabled: boolean; factor: number; waitMs: number };

/** `factor` raises every limit alike; `waitMs` is how long a try waits for others that may still succeed. */
export function createLimits(deps: Deps): Limits {
  const { counters, logger, factor } = deps;
  const pending = new PendingTries();

  const usesOf = (policies: readonly Policy[], subject: Subject): Use[] =>
    policies.flatMap((policy) => {
      const whom = whomItCounts(policy, subject);
      if (whom === null) return [];
      const key = fingerprint(whom);
      const most = Math.max(1, Math.round(policy.most * factor));
      return [{ policy, most, key, id: `${policy.name}:${key}` }];
    });

  // Looking first costs nothing but a read: a flood of refused tries writes nothing.
  const count = async (uses: Use[], subject: Subject): Promise<Refused | { counted: Use[]; standings: Standing[] }> => {
    for (;;) {
      const { held, isKnown } = await counters.look(uses, knownName(uses, subject));
      const isSpared = async ({ policy }: Use) => policy.sparesKnownClients === true && (await isKnown());
      const open: Use[] = [];
      for (const [n, use] of uses.entries()) {
        const holds = held[n];
        if (!holds || holds.points < use.most) open.push(use);
        else if (!(await isSpared(use))) return { use, held: holds };
      }
      const counted = await countOn(open, isSpared);
      // Null when others filled one meanwhile: looking again tells for how long.
      if (counted) return counted;
    }
  };

  const countOn = async (open: Use[], isSpared: (use: Use) => Promise<boolean>) => {
    // Before they are counted, so that whoever finds a counter full knows of this try.
    for (const { id } of open) pending.begin(id);
    let counted = open;
    try {
      const held = await counters.count(open);
      const full = open.filter((_, n) => held[n] === null);
      counted = open.filter((use) => !full.includes(use));
      leave(full);
      for (const use of full) {
        if (await isSpared(use)) continue;
        await giveBack(counted);
        leave(counted);
        return null;
      }
      return { counted, standings: open.flatMap((use, n) => (held[n] ? [standingOf(use, held[n])] : [])) };
    } catch (error) {
      leave(counted);
      throw error;
    }
  };

  const leave = (uses: Use[]): void => {
    for (const { id } of uses) pending.end(id);
  };

  const giveBack = (uses: Use[]): Promise<void> => counters.correct({ less: uses, none: [], known: null });

  // A success proves the account's owner: what was tried on the account before it is forgotten, what the client tried elsewhere is not.
  const forgive = (uses: Use[], subject: Subject): Promise<void> =>
    counters.correct({
      less: uses.filter(({ policy }) => policy.per === 'client'),
      none: uses.filter(({ policy }) => policy.per !== 'client'),
      known: knownName(uses, subject),
    });

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
      const result = await count(uses, subject);
      if ('counted' in result) {
        tell(result.standings);
        return result.counted;
      }
      const waited = result.use.policy.counts === 'failures' ? await waitFor(result.use) : 'vain';
      if (waited === 'again') continue;
      // Nobody knows yet whether the limit is used up.
      if (waited === 'late') throw overloaded();
      const standing = standingOf(result.use, result.held);
      tell([standing]);
      throw tooManyRequests(standing);
    }
  };

  const waitFor = ({ id }: Use): Promise<'again' | 'vain' | 'late'> => {
    const patienceMs = deps.waitMs - (currentRequest()?.waitedMs ?? 0);
    return waiting(() => pending.wait(id, Math.max(1, patienceMs)));
  };

  return {
    run: async (policies, subject, tell, work) => {
      const uses = deps.enabled ? usesOf(policies, subject) : [];
      if (uses.length === 0) return work();
      let counted: Use[];
      try {
        counted = await enter(uses, subject, tell);
      } catch (error) {
        for (const { id } of uses) pending.wakeNext(id);
        throw error;
      }
      const tries = counted.filter(({ policy }) => policy.counts === 'failures');
      try {
        const result = await work();
        if (tries.length > 0) await settle(forgive(tries, subject));
        return result;
      } catch (error) {
        if (tries.length > 0 && !isFailure(error)) await settle(giveBack(tries));
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
    case 'customer':
      return caller?.startsWith('customer:') ? caller : null;
  }
}

function pair(account: string, client: string): string {
  return JSON.stringify([account, client]);
}

/** How the client is known to the account, where that matters. */
function knownName(uses: readonly Use[], { account, client }: Subject): string | null {
  return uses.some(({ policy }) => policy.sparesKnownClients) ? fingerprint(pair(account ?? '', client)) : null;
}

function standingOf({ policy, most }: Use, { points, msLeft }: Held): Standing {
  return { policy, most, left: Math.max(0, most - points), resetsInMs: msLeft };
}

function tooManyRequests({ resetsInMs }: Standing): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(resetsInMs / 1000));
  return new AppError('tooManyRequests', 'limit.exceeded', 'Too many requests', { retryAfterSeconds });
}

// What the server could not do, or would not look at, is not held against anybody.
function isFailure(error: unknown): boolean {
  return error instanceof AppError && FAILURES.has(error.code);
}
