import { Average } from './average.js';

/** How quickly a line moves lately, and so how long somebody would stand in it. */
export class Pace {
  readonly #between = new Average();
  #calledAt = 0;

  /** Somebody stands where nobody stood. */
  begin(): void {
    this.#calledAt = performance.now();
  }

  /** The first in line is let in. */
  call(): void {
    const now = performance.now();
    this.#between.note(now - this.#calledAt);
    this.#calledAt = now;
  }

  waitMs(waiting: number): number {
    return waiting * this.#between.value;
  }
}
