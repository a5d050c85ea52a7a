import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Counters, Held, Use } from './counter.js';
import { KNOWN_CLIENT_SECONDS } from './policies.js';

type Options = { keyPrefix: string; points: number; duration: number };
type Counter = Pick<RateLimiterAbstract, 'get' | 'consume' | 'reward' | 'delete' | 'set'>;

/** Counters of rate-limiter-flexible, one after the other, each made on first use. */
export function libraryCounters(make: (options: Options) => Counter): Counters {
  const made = new Map<string, Counter>();
  const once = (options: Options): Counter => {
    const counter = made.get(options.keyPrefix) ?? make(options);
    made.set(options.keyPrefix, counter);
    return counter;
  };
  const of = ({ policy, most }: Use) => once({ keyPrefix: policy.name, points: most, duration: policy.seconds });
  const knownClients = () => once({ keyPrefix: 'known', points: 1, duration: KNOWN_CLIENT_SECONDS });
  return {
    look: async (uses, known) => {
      const held: (Held | null)[] = [];
      for (const use of uses) held.push(heldOf(await of(use).get(use.key)));
      return { held, isKnown: async () => known !== null && (await knownClients().get(known)) !== null };
    },
    count: async (uses) => {
      const held: (Held | null)[] = [];
      for (const use of uses) held.push(await consume(of(use), use.key));
      return held;
    },
    correct: async ({ less, none, known }) => {
      for (const use of less) await of(use).reward(use.key, 1);
      for (const use of none) await of(use).delete(use.key);
      if (known !== null) await knownClients().set(known, 1, KNOWN_CLIENT_SECONDS);
    },
  };
}

async function consume(counter: Counter, key: string): Promise<Held | null> {
  try {
    return heldOf(await counter.consume(key));
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return null;
    throw refused;
  }
}

function heldOf(state: RateLimiterRes | null): Held | null {
  return state && { points: state.consumedPoints, msLeft: state.msBeforeNext };
}
