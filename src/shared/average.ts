/** Shares of the newest: a slow one says little about the next, a quick one shows that it can be quick. */
const SLOWER = 0.1;
const QUICKER = 0.3;

/** More than so many times the average counts as that. */
const ODD = 10;

/** The first ones start threads and open connections. */
const KNOWN_AFTER = 4;

/** How long something takes lately, in milliseconds. */
export class Average {
  #value = 0;
  #noted = 0;

  note(milliseconds: number): void {
    this.#noted += 1;
    if (this.#noted === 1) this.#value = milliseconds;
    const change = Math.min(milliseconds, Math.max(1, this.#value) * ODD) - this.#value;
    this.#value += change * (change > 0 ? SLOWER : QUICKER);
  }

  /** 0 while nothing is known. */
  get value(): number {
    return this.#noted < KNOWN_AFTER ? 0 : this.#value;
  }
}
