import type { Db } from '../db/client.js';
import type { Clock } from '../shared/clock.js';
import { addPoints, type Correction, type Counted, correctPoints, findCounters } from './count-points.sql.js';
import type { Counters, Held } from './counter.js';
import { KNOWN_CLIENT_SECONDS } from './policies.js';

/**
 * Counters as rows of the database: one statement looks at all of a call, one counts and one corrects. A refused try is not counted:
 * a counter never holds more than fits, and giving one back makes room for one.
 */
export function databaseCounters({ db, clock }: { db: Db; clock: Clock }): Counters {
  const held = ({ points, expiresAt }: Counted, now: Date): Held => ({
    points,
    msLeft: Math.max(0, expiresAt.getTime() - now.getTime()),
  });
  return {
    look: async (uses, known) => {
      const ids = uses.map(({ id }) => id);
      const found = await findCounters(db, known === null ? ids : [...ids, knownId(known)]);
      const now = clock.now();
      const isOpen = (counted: Counted | undefined, seconds: number): counted is Counted =>
        counted !== undefined && counted.expiresAt > now && counted.expiresAt <= later(now, 2 * seconds);
      return {
        held: uses.map(({ id, policy }) => {
          const counted = found.get(id);
          return isOpen(counted, policy.seconds) ? held(counted, now) : null;
        }),
        isKnown: async () => known !== null && isOpen(found.get(knownId(known)), KNOWN_CLIENT_SECONDS),
      };
    },
    count: async (uses) => {
      if (uses.length === 0) return [];
      const now = clock.now();
      const additions = uses.map(({ id, most, policy }) => ({ key: id, most, windowMs: policy.seconds * 1000 }));
      const counted = await addPoints(db, additions, now);
      return uses.map(({ id }) => {
        const row = counted.get(id);
        return row ? held(row, now) : null;
      });
    },
    correct: async ({ less, none, known }) => {
      const now = clock.now();
      const corrections: Correction[] = [
        ...less.map(({ id }) => ({ key: id, change: 'less' as const })),
        ...none.map(({ id }) => ({ key: id, change: 'holds' as const, points: 0, expiresAt: now })),
      ];
      const knownClient = { points: 1, expiresAt: later(now, KNOWN_CLIENT_SECONDS) };
      if (known !== null) corrections.push({ key: knownId(known), change: 'holds', ...knownClient });
      if (corrections.length > 0) await correctPoints(db, corrections, now);
    },
  };
}

const knownId = (known: string) => `known:${known}`;

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
