/** What a crowd that does not get smaller may keep somebody waiting, as a share of what a sudden one may. */
const LASTING_SHARE = 0.2;

/** How much patience a line has: a sudden crowd is served, but one that stays would make everybody wait as long as it may, for nothing. */
export class Crowd {
  readonly #waitMs: number;
  #since = Number.NEGATIVE_INFINITY;
  #lastSeen = Number.NEGATIVE_INFINITY;

  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /** There was one, since then at least. */
  seen(since: number): void {
    if (since - this.#lastSeen > this.#waitMs) this.#since = since;
    this.#lastSeen = performance.now();
  }

  /** How long somebody who comes now may wait. */
  patienceMs(): number {
    const now = performance.now();
    const lasts = now - this.#lastSeen <= this.#waitMs && now - this.#since > this.#waitMs;
    return lasts ? this.lastingMs : this.#waitMs;
  }

  get lastingMs(): number {
    return this.#waitMs * LASTING_SHARE;
  }
}
