import type { Policy } from './policies.js';

/** One policy for one subject: what its counter takes, whom it counts, and the counter's name. */
export type Use = { policy: Policy; most: number; key: string; id: string };

/** What a counter holds, and how long its window goes on. */
export type Held = { points: number; msLeft: number };

/** Counters of tries. All that one call is counted by is looked at, counted and corrected together, always in the same order. */
export type Counters = {
  /** What these hold, null for nothing; and whether the client, if named, logged in to the account lately. */
  look(uses: readonly Use[], known: string | null): Promise<{ held: (Held | null)[]; isKnown: () => Promise<boolean> }>;
  /** Counts one try on each that has room for it, however many try at once; null for the others. */
  count(uses: readonly Use[]): Promise<(Held | null)[]>;
  /** Takes one try off `less` and all off `none`; the client, if named, is known to the account from now on. */
  correct(uses: { less: readonly Use[]; none: readonly Use[]; known: string | null }): Promise<void>;
};
