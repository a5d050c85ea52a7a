import type { Logger } from '../shared/logger.js';

const LEFT_ALONE_MS = 3_000;

/**
 * Whether the replica is used. One that failed is left alone for a while and then looked at beside the requests, so that nobody waits
 * for it meanwhile. The log has one line for each change.
 */
export class ReplicaWatch {
  readonly #look: () => Promise<void>;
  readonly #logger: Logger;
  /** Undefined until it was looked at. */
  #isUsed: boolean | undefined;
  #lookAgainAt = 0;
  #looking: Promise<void> | undefined;
  #isStopped = false;

  constructor(look: () => Promise<void>, logger: Logger) {
    this.#look = look;
    this.#logger = logger;
  }

  get isUsed(): boolean {
    return this.#isUsed === true;
  }

  leaveAlone(error: unknown): void {
    this.#lookAgainAt = performance.now() + LEFT_ALONE_MS;
    if (this.#isUsed === false || this.#isStopped) return;
    this.#isUsed = false;
    this.#logger.warn({ error }, 'the replica is left alone: lists and reports are read from the primary');
  }

  /** Looks at a replica that is not used, unless that is done already or too early. */
  lookAgain(): void {
    if (this.isUsed || this.#looking || this.#isStopped || performance.now() < this.#lookAgainAt) return;
    this.#looking = this.#look()
      .then(
        () => this.#use(),
        (error: unknown) => this.leaveAlone(error),
      )
      .finally(() => {
        this.#looking = undefined;
      });
  }

  /** Looks no more, and waits for who is looking. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#looking;
  }

  #use(): void {
    this.#isUsed = true;
    if (!this.#isStopped) this.#logger.info('lists and reports are read from the replica');
  }
}
