import { isStorageFailure } from './storage-failure.js';

/** Remembers that the database could not write to its disk, until a write is seen to succeed: reads may go on all the while. */
export class StorageWatch {
  #failing = false;

  get failing(): boolean {
    return this.#failing;
  }

  saw(error: unknown): void {
    if (isStorageFailure(error)) this.#failing = true;
  }

  wrote(): void {
    this.#failing = false;
  }
}
