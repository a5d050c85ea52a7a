export type Release = () => void;

/** A first-come-first-served lock for one holder at a time. `enter` resolves with the function that lets the next one in; calling it twice is harmless. */
export class Gate {
  #held = false;
  readonly #waiting: ((release: Release) => void)[] = [];

  enter(): Promise<Release> {
    if (this.#held) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#held = true;
    return Promise.resolve(this.#newRelease());
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
