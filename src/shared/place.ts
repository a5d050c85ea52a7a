/** What becomes of a place: given free, taken again at once or in turn, and left after it was lent for so long. */
type Moves = { free: () => void; take: () => void; turn: () => Promise<void>; done: (lentMs: number) => void };

/** One request's place. It can be lent while the request waits for something else, and is left once. */
export class Place {
  readonly #moves: Moves;
  #lent = 0;
  #lentAt = 0;
  #lentMs = 0;
  #isLeft = false;

  constructor(moves: Moves) {
    this.#moves = moves;
  }

  lend(): void {
    this.#lent += 1;
    if (this.#lent > 1 || this.#isLeft) return;
    this.#lentAt = performance.now();
    this.#moves.free();
  }

  /** At once, also when that is one more than there is room for: what was begun is finished. */
  takeBack(): void {
    if (this.#lent === 1 && !this.#isLeft) this.#moves.take();
    this.#seated();
  }

  /** In turn, where nothing was begun yet. Rejects as whoever comes new is refused. */
  async standAgain(): Promise<void> {
    await this.#moves.turn();
    if (this.#isLeft) this.#moves.free();
    this.#seated();
  }

  leave(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    if (this.#lent === 0) this.#moves.free();
    else this.#lentMs += performance.now() - this.#lentAt;
    this.#moves.done(this.#lentMs);
  }

  #seated(): void {
    this.#lent -= 1;
    if (this.#lent === 0 && !this.#isLeft) this.#lentMs += performance.now() - this.#lentAt;
  }
}
