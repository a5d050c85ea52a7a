/** What a crowd that does not get smaller may keep somebody waiting, as a share of what a sudden one may. */
const LASTING_SHARE = 0.1;

/** How long requests may have waited to be read: a sudden crowd is served, one that lasts would make everybody wait as long, for nothing. */
export class Crowd {
  readonly #waitMs: number;
  #since = Number.NEGATIVE_INFINITY;
  #lastSeen = Number.NEGATIVE_INFINITY;

  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /** Those that came together since then are read. */
  read(since: number): void {
    if (performance.now() - since <= this.#waitMs * LASTING_SHARE) return;
    if (since - this.#lastSeen > this.#waitMs) this.#since = since;
    this.#lastSeen = performance.now();
  }

  /** How long somebody who comes now may wait. */
  patienceMs(): number {
    const now = performance.now();
    const lasts = now - this.#lastSeen <= this.#waitMs && now - this.#since > this.#waitMs;
    return lasts ? this.#waitMs * LASTING_SHARE : this.#waitMs;
  }
}
