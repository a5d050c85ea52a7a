import { Line } from './line.js';

export type LaneOptions = {
  /** How many of its requests are worked on at once. */
  most: number;
  /** So many requests that wait are no flood, nor are those of so many clients. Without: nobody's are. */
  few?: { requests: number; clients?: number };
  /** How many times as long as others somebody in it may wait. */
  patience?: number;
  /** Whether its work stands back while that of the first lane keeps the process busy. */
  yields?: boolean;
};

/** What a flood may keep somebody waiting, as a share of what a crowd may: waiting would help nobody. */
const FLOOD_SHARE = 0.2;

/** A crowd that others still join after this share of what anybody may wait is a flood. */
const CROWD_SHARE = 0.25;

/** Requests of one kind of caller: those that are worked on, and those that wait. */
export class Lane {
  readonly line = new Line();
  readonly options: LaneOptions;
  /** How many are worked on. */
  taken = 0;
  /** When one of them last was, or waited. */
  lastSeen = Number.NEGATIVE_INFINITY;
  /** Until when nothing of it begins while it has to stand back. */
  restsUntil = 0;
  #crowdedSince: number | null = null;
  #floodedUntil = 0;

  constructor(options: LaneOptions) {
    this.options = options;
  }

  get isActive(): boolean {
    return this.taken > 0 || this.line.size > 0;
  }

  /** Notes that somebody comes. A crowd of which nobody is new is served: only one that more and more join is a flood. */
  noteArrival(waitMs: number): void {
    const now = performance.now();
    const { few } = this.options;
    const isCrowded = few && (this.line.size > few.requests || this.line.clients > (few.clients ?? few.requests));
    this.#crowdedSince = isCrowded ? (this.#crowdedSince ?? now) : null;
    if (now - (this.#crowdedSince ?? now) > waitMs * CROWD_SHARE) this.#floodedUntil = now + waitMs;
  }

  /** How long somebody in it may wait: much less in a flood, and so long after. */
  patienceMs(waitMs: number): number {
    const { patience = 1 } = this.options;
    return performance.now() < this.#floodedUntil ? waitMs * FLOOD_SHARE : waitMs * patience;
  }
}
