import { tooLate, tooManyWaiting } from '../time-budget.js';

export type Release = () => void;
export type OnWait = (seconds: number) => void;

/** A first-come-first-served lock for one holder at a time. `enter` resolves with the function that lets the next one in; calling it twice is harmless. */
export class WriteLock {
  #held = false;
  #waiting: ((release: Release) => void)[] = [];
  readonly #onWait: OnWait;
  readonly #room: number;

  /** `onWait` is told of everybody let in how long that took; `room` is how many may wait. */
  constructor(onWait: OnWait = () => {}, room = Number.POSITIVE_INFINITY) {
    this.#onWait = onWait;
    this.#room = room;
  }

  /** Rejects at once when nobody more may wait, and when the turn does not come within this time. `since` is when the waiting began. */
  enter(withinMs?: number, since = performance.now()): Promise<Release> {
    if (this.#held) return this.#queue(withinMs, since);
    this.#held = true;
    this.#onWait((performance.now() - since) / 1000);
    return Promise.resolve(this.#newRelease());
  }

  #queue(withinMs: number | undefined, since: number): Promise<Release> {
    if (this.#waiting.length >= this.#room) return Promise.reject(tooManyWaiting());
    return new Promise((resolve, reject) => {
      const takeTurn = (release: Release) => {
        clearTimeout(timer);
        this.#onWait((performance.now() - since) / 1000);
        resolve(release);
      };
      const giveUp = () => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== takeTurn);
        reject(tooLate());
      };
      const timer = withinMs === undefined ? undefined : setTimeout(giveUp, withinMs);
      this.#waiting.push(takeTurn);
    });
  }

  #newRelease(): Release {
    let used = false;
    return () => {
      if (used) return;
      used = true;
      const next = this.#waiting.shift();
      if (next) next(this.#newRelease());
      else this.#held = false;
    };
  }
}
