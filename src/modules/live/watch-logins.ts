import type { Clock } from '../../shared/clock.js';
import type { Actor } from '../identity/index.js';
import type { PlacedEvent } from '../outbox/index.js';
import type { LiveStream } from './live-stream.js';

/** So many are looked at in each turn, and where there are more, as many as makes all of them in this many turns. */
const AT_LEAST = 200;
const TURNS = 5;

type Deps = { streams: ReadonlySet<LiveStream>; clock: Clock; onOver: (stream: LiveStream) => void };

/** Looks whether the logins of open streams are still good, and tells of those that are not. */
export function watchLogins({ streams, clock, onOver }: Deps) {
  let rest: LiveStream[] = [];
  const look = async (stream: LiveStream): Promise<void> => {
    const { viewer } = stream;
    const isGood = (viewer.expiresAt === null || viewer.expiresAt > clock.now()) && (await viewer.isStillGood());
    if (!isGood) onOver(stream);
  };
  return {
    /** Looks at the next of all streams, in turn: a logout or another password is no event. */
    next: async (): Promise<void> => {
      if (rest.length === 0) rest = [...streams];
      const some = rest.splice(0, Math.max(AT_LEAST, Math.ceil(streams.size / TURNS)));
      for (const stream of some) if (stream.isOpen) await look(stream);
    },
    /** Looks at the streams of those accounts that these events are about, before anybody is told of anything behind. */
    ofAccountsIn: async (events: PlacedEvent[]): Promise<void> => {
      const changed = events.map(({ event }) => event).filter(({ type }) => /^(customer|worker)\./.test(type));
      if (changed.length === 0) return;
      for (const stream of streams) {
        if (changed.some(({ data }) => isAbout(data, stream.viewer.actor))) await look(stream);
      }
    },
  };
}

function isAbout(data: Record<string, unknown>, actor: Actor): boolean {
  if (actor.type === 'customer') return data['customerId'] === actor.id || data['mergedId'] === actor.id;
  return (actor.type === 'employee' || actor.type === 'worker') && data['workerId'] === actor.id;
}
