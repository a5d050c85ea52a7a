import { createHash } from 'node:crypto';
import { ORDER_ID, readScan, ticketKey, ticketSpelling } from '../../modules/orders/index.js';

export type Ticket = {
  id: string;
  /** What the older number is found by, and how it was printed, where that is not the id. */
  ticketNumber: string | null;
  ticket: string | null;
  /** The older number differs from an earlier one, from an id or from a piece's tag in nothing that counts for a reader. */
  isShared: boolean;
  /** Nothing of the older number can be read. */
  isUnreadable: boolean;
};

/** Gives orders their ids: the older one where the API could be asked for it, else another, and the older one is a ticket's number. */
export class TicketNumbers {
  /** Ids that orders of the file have as they are: nobody else gets them. */
  readonly #kept: ReadonlySet<string>;
  /** Ids that nobody gets because tickets read like them. */
  readonly #read: ReadonlySet<string>;
  readonly #ids = new Set<string>();
  readonly #spellings = new Set<string>();

  constructor(oldIds: string[]) {
    this.#kept = new Set(oldIds.filter((id) => ORDER_ID.test(id)));
    this.#read = new Set(oldIds.filter((id) => !ORDER_ID.test(id.toLowerCase())).map(ticketKey));
  }

  take(oldId: string): Ticket {
    const id = this.#idFor(oldId);
    this.#ids.add(id);
    // Capitals make no difference to whoever types an id.
    if (id === oldId.toLowerCase())
      return { id, ticketNumber: null, ticket: null, isShared: false, isUnreadable: false };
    const ticketNumber = ticketKey(oldId);
    if (ticketNumber === '') return { id, ticketNumber: null, ticket: null, isShared: false, isUnreadable: true };
    const spelling = ticketSpelling(oldId);
    const asScan = readScan(oldId)?.orderId ?? '';
    const isShared = this.#spellings.has(spelling) || this.#kept.has(asScan) || this.#ids.has(asScan);
    this.#spellings.add(spelling);
    return { id, ticketNumber, ticket: oldId, isShared, isUnreadable: false };
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
    return !this.#kept.has(id) && !this.#ids.has(id) && !this.#read.has(id);
  }
}
