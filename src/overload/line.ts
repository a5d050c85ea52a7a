/** Somebody who waits: whose request it is, since when, and what becomes of it. */
export type Waiter = { client: string; since: number; letIn: () => void; refuse: () => void };

/**
 * Those who wait for one lane. Clients take turns, each with one request: of a client that sends many, one is served for each that
 * every other client has waiting.
 */
export class Line {
  readonly #clients = new Map<string, Waiter[]>();
  #size = 0;

  /** How many requests wait. */
  get size(): number {
    return this.#size;
  }

  /** Whose they are. */
  get clients(): number {
    return this.#clients.size;
  }

  add(waiter: Waiter): void {
    const waiters = this.#clients.get(waiter.client);
    if (waiters) waiters.push(waiter);
    else this.#clients.set(waiter.client, [waiter]);
    this.#size += 1;
  }

  /** Takes out the oldest request of the client whose turn it is. */
  next(): Waiter | undefined {
    const [first] = this.#clients;
    if (!first) return undefined;
    const [client, waiters] = first;
    const waiter = waiters.shift();
    this.#clients.delete(client);
    if (waiters.length > 0) this.#clients.set(client, waiters);
    this.#size -= 1;
    return waiter;
  }

  /** Takes out this one; false when it is not there any more. */
  remove(waiter: Waiter): boolean {
    const waiters = this.#clients.get(waiter.client) ?? [];
    const at = waiters.indexOf(waiter);
    if (at < 0) return false;
    waiters.splice(at, 1);
    if (waiters.length === 0) this.#clients.delete(waiter.client);
    this.#size -= 1;
    return true;
  }

  /** Takes out the newest request of the client that has most. */
  shed(): Waiter | undefined {
    let most: Waiter[] = [];
    for (const waiters of this.#clients.values()) if (waiters.length > most.length) most = waiters;
    const newest = most.at(-1);
    if (newest) this.remove(newest);
    return newest;
  }
}
