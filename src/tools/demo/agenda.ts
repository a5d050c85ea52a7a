type Entry = { at: number; order: number; work: () => Promise<void> };

/** What happens when: entries run in order of their time, and may enter what follows from them. */
export type Agenda = {
  enter(at: number, work: () => Promise<void>): void;
  /** Runs everything before `end`, in milliseconds since 1970; `setClock` is told the time of each entry first. */
  runUntil(end: number, setClock: (at: number) => void): Promise<void>;
};

export function createAgenda(): Agenda {
  const entries: Entry[] = [];
  let entered = 0;
  return {
    enter: (at, work) => {
      entered += 1;
      const entry = { at, order: entered, work };
      const later = entries.findLastIndex((other) => other.at > at || (other.at === at && other.order < entry.order));
      entries.splice(later + 1, 0, entry);
    },
    // The earliest entry stands last, where it is taken off without moving the others.
    runUntil: async (end, setClock) => {
      for (let next = entries.pop(); next && next.at < end; next = entries.pop()) {
        setClock(next.at);
        await next.work();
      }
    },
  };
}
