export type Release = () => void;
export type OnWait = (seconds: number) => void;

/** A first-come-first-served lock for one holder at a time. `enter` resolves with the function that lets the next one in; calling it twice is harmless. */
export class Gate {
  #held = false;
  readonly #waiting: ((release: Release) => void)[] = [];
  readonly #onWait: OnWait;

  /** `onWait` is told of everybody let in how long that took. */
  constructor(onWait: OnWait = () => {}) {
    this.#onWait = onWait;
  }

  enter(): Promise<Release> {
    if (this.#held) return this.#queue();
    this.#held = true;
    this.#onWait(0);
    return Promise.resolve(this.#newRelease());
  }

  #queue(): Promise<Release> {
    const since = performance.now();
    return new Promise((resolve) =>
      this.#waiting.push((release) => {
        this.#onWait((performance.now() - since) / 1000);
        resolve(release);
      }),
    );
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
