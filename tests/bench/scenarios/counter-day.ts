import type { Access } from '../measure/accounts.js';
import { type Client, openClient } from '../measure/client.js';
import { closedLoop, type Timed } from '../measure/closed-loop.js';
import { type ReadKind, readingOf, type Shelf, type WriteKind, write } from './counter-steps.js';
import type { Scenario } from './scenario.js';

export type Shares = { reads: Partial<Record<ReadKind, number>>; writes: Partial<Record<WriteKind, number>> };

/** Eight reads to a write; the writes are an order's whole way over the counter. */
const DAY: Shares = {
  reads: { single: 15, list: 8, search: 5, services: 3, dashboard: 1 },
  writes: { order: 1, ready: 1, 'picked up': 1, delivered: 1 },
};
/** How many of the history's orders are looked up, one after the other. */
const LOOKED_UP = 5_000;

export const counterDayScenario: Scenario = {
  name: 'counter day, 8 reads to a write',
  budget: 0.5,
  connections: [16],
  against: ['product', 'reference'],
  run: async ({ target, access, connections, seconds }) => {
    const client = openClient(target.url, connections);
    const turn = clerksTurn(DAY, client, access, connections);
    // Each of the nine kinds needs some requests for its figures.
    const round = await closedLoop(target, connections, { seconds: seconds * 3 }, turn);
    client.close();
    return round;
  },
};

/** The next thing to do, of a mixture of these shares, for whichever of the clerks asks. */
export function clerksTurn({ reads, writes }: Shares, client: Client, access: Access, clerks: number) {
  const agenda = spreadOut({ ...reads, ...writes });
  const shelf: Shelf = { ready: [], 'picked up': [], delivered: [] };
  const places = Array.from({ length: clerks }, (_, clerk) => Math.floor((clerk * agenda.length) / clerks));
  let looked = 0;
  return async (timed: Timed, clerk: number): Promise<void> => {
    const place = places[clerk] ?? 0;
    places[clerk] = (place + 1) % agenda.length;
    const kind = agenda[place] as ReadKind | WriteKind;
    if (!(kind in reads)) return write(kind as WriteKind, client, access, shelf, timed);
    looked = (looked + 1) % LOOKED_UP;
    const reading = readingOf(kind as ReadKind, access, looked);
    await timed(kind, () => client.call(reading));
  };
}

/** Every name as often as it says, and as evenly as it goes. */
function spreadOut(shares: Record<string, number>): string[] {
  const places = Object.entries(shares).flatMap(([name, times]) =>
    Array.from({ length: times }, (_, index) => ({ name, at: (index + 0.5) / times })),
  );
  return places.sort((a, b) => a.at - b.at).map(({ name }) => name);
}
