/** What a permit asks of its limiter: the room back, room at once or in turn, and that the work is over after so long with room. */
type Moves = { free: () => void; take: () => void; turn: () => Promise<void>; done: (heldMs: number) => void };

/** One request's permission to be worked on. It can be released while the request waits for something else, and ends once. */
export class Permit {
  readonly #moves: Moves;
  #released = 0;
  #heldSince = performance.now();
  #heldMs = 0;
  #isOver = false;

  constructor(moves: Moves) {
    this.#moves = moves;
  }

  release(): void {
    this.#released += 1;
    if (this.#released > 1 || this.#isOver) return;
    this.#heldMs += performance.now() - this.#heldSince;
    this.#moves.free();
  }

  /** At once, also when that is one more than there is room for: what was begun is finished. */
  resume(): void {
    if (this.#released === 1 && !this.#isOver) this.#moves.take();
    this.#held();
  }

  /** In turn, where nothing was begun yet. Rejects as whoever comes new is refused. */
  async reacquire(): Promise<void> {
    await this.#moves.turn();
    if (this.#isOver) this.#moves.free();
    this.#held();
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#released === 0) {
      this.#heldMs += performance.now() - this.#heldSince;
      this.#moves.free();
    }
    this.#moves.done(this.#heldMs);
  }

  #held(): void {
    this.#released -= 1;
    if (this.#released === 0 && !this.#isOver) this.#heldSince = performance.now();
  }
}
