import { textKey } from '../../shared/fold-text.js';
import { phoneKey } from '../../shared/phone.js';
import type { LegacyData } from './open-legacy.js';
import type { PlannedCustomer } from './plan-people.js';
import { idOf } from './read-values.js';

/** What an order of the file says of its customer. */
export type Named = { customerName: string; customerEmail: string; customerPhone: string };

const NAMELESS = 'Walk-in';

/** Finds the customer of each order: whoever has its e-mail, or without one its name and phone. Others are made. */
export class CustomersOfOrders {
  readonly #byEmail = new Map<string, PlannedCustomer>();
  readonly #byPerson = new Map<string, PlannedCustomer>();
  readonly #made: PlannedCustomer[] = [];
  #highestId: number;

  readonly #known: PlannedCustomer[];
  readonly #country: string;

  constructor({ customer }: LegacyData, known: PlannedCustomer[], country: string) {
    this.#known = known;
    this.#country = country;
    this.#highestId = customer.reduce((most, { id }) => Math.max(most, idOf(id) ?? 0), 0);
    for (const one of known) this.#remember(one);
  }

  get all(): PlannedCustomer[] {
    return [...this.#known, ...this.#made];
  }

  has(email: string): boolean {
    return this.#byEmail.has(email);
  }

  /** The order's customer; somebody new gets an account without a password. */
  of(order: Named, createdAt: Date): PlannedCustomer {
    const { customerName: name, customerEmail: email, customerPhone: phone } = order;
    const found = email ? this.#byEmail.get(email) : this.#byPerson.get(this.#keyOf(name, phone));
    return found ?? this.#make({ name, email: email || null, phone, createdAt });
  }

  #make(person: Pick<PlannedCustomer, 'name' | 'email' | 'phone' | 'createdAt'>): PlannedCustomer {
    this.#highestId += 1;
    const name = person.name || (person.email ? '' : NAMELESS);
    const made = { ...person, id: this.#highestId, name, address: null, notes: null, passwordHash: null };
    this.#made.push(made);
    this.#remember(made, person.name);
    return made;
  }

  // Whoever came first stays: a name alone is only that of somebody who has no more.
  #remember(customer: PlannedCustomer, name = customer.name): void {
    if (customer.email) this.#byEmail.set(customer.email, customer);
    const key = this.#keyOf(name, customer.phone);
    if (customer.email && phoneKey(customer.phone, this.#country) === '') return;
    if (!this.#byPerson.has(key)) this.#byPerson.set(key, customer);
  }

  #keyOf(name: string, phone: string): string {
    return `${phoneKey(phone, this.#country)} ${textKey(name)}`;
  }
}
