import { createHash } from 'node:crypto';
import { ORDER_ID, ticketKey } from '../modules/orders/index.js';

export type Ticket = {
  id: string;
  /** What the older number is found by, where that is not the id. */
  ticketNumber: string | null;
  /** Whoever reads the older number finds another order. */
  isUnfound: boolean;
};

/** Gives orders their ids: the older one where the API could be asked for it, else another, and the older one is a ticket's number. */
export class TicketNumbers {
  /** Ids that orders of the file have as they are: nobody else gets them. */
  readonly #kept: ReadonlySet<string>;
  readonly #ids = new Set<string>();
  readonly #numbers = new Set<string>();

  constructor(oldIds: string[]) {
    this.#kept = new Set(oldIds.filter((id) => ORDER_ID.test(id)));
  }

  take(oldId: string): Ticket {
    const id = this.#idFor(oldId);
    this.#ids.add(id);
    // Capitals make no difference to whoever types an id.
    if (id === oldId.toLowerCase()) return { id, ticketNumber: null, isUnfound: false };
    const number = ticketKey(oldId);
    const isUnfound = number === '' || this.#numbers.has(number) || this.#kept.has(number) || this.#ids.has(number);
    if (isUnfound) return { id, ticketNumber: null, isUnfound };
    this.#numbers.add(number);
    return { id, ticketNumber: number, isUnfound };
  }

  #idFor(oldId: string): string {
    if (this.#kept.has(oldId)) return oldId;
    const small = oldId.toLowerCase();
    if (ORDER_ID.test(small) && this.#isFree(small)) return small;
    for (let salt = 0; ; salt += 1) {
      const id = createHash('sha256')
        .update(salt === 0 ? oldId : `${oldId} ${salt}`)
        .digest('hex')
        .slice(0, 8);
      if (this.#isFree(id)) return id;
    }
  }

  #isFree(id: string): boolean {
    return !this.#kept.has(id) && !this.#ids.has(id);
  }
}
