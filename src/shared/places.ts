import { AppError } from './app-error.js';
import { Average } from './average.js';
import { Pace } from './pace.js';
import { Place } from './place.js';

/** What a line that never ends may keep somebody waiting, as a share of what a sudden crowd may: waiting would help nobody. */
const LASTING_SHARE = 0.2;

/** Fewer than this are never worked on at once: a few slow requests must not keep everybody else out. */
const LEAST = 8;

/** Room to begin with: how long work takes is not known yet. */
const FIRST = 16;

/** So many clerks at once are no flood, however slow the machine: they wait as long as anybody may. */
export const FEW = 16;

type Options = {
  /** How many there are. */
  most: number;
  /** How long somebody may wait for one. */
  waitMs: number;
  /** So many may always wait that long. */
  few?: number;
  /** What whoever would wait longer is told. */
  refusal?: () => AppError;
};

/**
 * Room for so many to be served at once. The others stand in line, and whoever would wait too long is refused, mostly at once: by
 * how quickly the line moves lately. When work takes long for want of CPU or of the database, fewer are let in, so that those who
 * are in are done in time.
 */
export class Places {
  readonly #options: Required<Options>;
  readonly #line = new Set<() => void>();
  readonly #work = new Average();
  readonly #pace = new Pace();
  #room: number;
  #taken = 0;
  #lineSince = 0;

  constructor(options: Options) {
    this.#options = { refusal: overloaded, few: FEW, ...options };
    this.#room = Math.min(FIRST, options.most);
  }

  /** A place, for somebody who has waited so long elsewhere. Rejects with the refusal. */
  async enter(waitedMs = 0): Promise<Place> {
    await this.#turn(waitedMs);
    const since = performance.now();
    return new Place({
      free: () => this.#free(),
      take: () => {
        this.#taken += 1;
      },
      turn: () => this.#turn(0),
      done: (lentMs) => this.#adapt(performance.now() - since - lentMs),
    });
  }

  /** How many stand in line. */
  get waiting(): number {
    return this.#line.size;
  }

  #turn(waitedMs: number): Promise<void> {
    if (this.#line.size === 0 && this.#taken < this.#room) {
      this.#taken += 1;
      return Promise.resolve();
    }
    if (this.#line.size === 0) {
      this.#lineSince = performance.now();
      this.#pace.begin();
    }
    const { few, waitMs } = this.#options;
    const areFew = this.#line.size < few;
    const patienceMs = Math.min(areFew ? waitMs : this.#patienceMs(), waitMs - waitedMs);
    if (patienceMs <= 0 || (!areFew && this.#pace.waitMs(this.#line.size) > patienceMs)) return this.#refuse();
    return new Promise((resolve, reject) => {
      const letIn = () => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = () => {
        this.#line.delete(letIn);
        this.#refuse().catch(reject);
      };
      const timer = setTimeout(giveUp, patienceMs);
      this.#line.add(letIn);
    });
  }

  #patienceMs(): number {
    const { waitMs } = this.#options;
    return performance.now() - this.#lineSince > waitMs ? waitMs * LASTING_SHARE : waitMs;
  }

  #refuse(): Promise<never> {
    return Promise.reject(this.#options.refusal());
  }

  #free(): void {
    this.#taken -= 1;
    while (this.#taken < this.#room) {
      const [letIn] = this.#line;
      if (!letIn) return;
      this.#line.delete(letIn);
      this.#pace.call();
      this.#taken += 1;
      letIn();
    }
  }

  // Up with each that was quick, down by half in some twenty that were slow.
  #adapt(workMs: number): void {
    const { most, waitMs } = this.#options;
    this.#work.note(workMs);
    const change = this.#work.value > waitMs / 2 ? -this.#room / 32 : 1 / 4;
    this.#room = Math.min(most, Math.max(Math.min(LEAST, most), this.#room + change));
  }
}

export function overloaded(): AppError {
  return new AppError('unavailable', 'server.overloaded', 'Too many requests at once');
}
