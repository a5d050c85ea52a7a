import { newKey } from '../../shared/api/new-key.js';
import type { Customer, Service } from '../../shared/api/records.js';

export type DraftLine = {
  service: Pick<Service, 'id' | 'name' | 'price' | 'unit' | 'quantityDecimals'>;
  quantity: number;
  note: string;
};
export type DraftCustomer = Pick<Customer, 'id' | 'name' | 'phone' | 'address' | 'notes' | 'status' | 'totalOrders'>;

/**
 * An order being taken in. `key` is made when it is begun and is its own for ever: however often it is sent, by whom and when, the server
 * makes one order of it.
 */
export type Draft = {
  key: string;
  customer: DraftCustomer | null;
  name: string;
  phone: string;
  lines: DraftLine[];
  pickupDate: string;
  notes: string;
};

export function emptyDraft(): Draft {
  return { key: newKey(), customer: null, name: '', phone: '', lines: [], pickupDate: '', notes: '' };
}

export function isEmpty({ customer, name, phone, lines, pickupDate, notes }: Draft): boolean {
  return !customer && lines.length === 0 && [name, phone, pickupDate, notes].every((text) => text === '');
}

/** Puts so many more of a service in: on the line that has it, unless that one says something of its own. */
export function addService(draft: Draft, service: DraftLine['service'], quantity: number): Draft {
  const at = draft.lines.findIndex((line) => line.service.id === service.id && line.note === '');
  const line = draft.lines[at];
  if (!line) return { ...draft, lines: [...draft.lines, { service, quantity, note: '' }] };
  return { ...draft, lines: draft.lines.with(at, { ...line, quantity: rounded(line.quantity + quantity, service) }) };
}

/** Changes one line; a quantity of nothing takes it out. */
export function changeLine(draft: Draft, at: number, change: Partial<DraftLine>): Draft {
  const line = draft.lines[at];
  if (!line) return draft;
  const next = { ...line, ...change };
  if (next.quantity <= 0) return { ...draft, lines: draft.lines.toSpliced(at, 1) };
  return { ...draft, lines: draft.lines.with(at, next) };
}

/** What it will come to, for the clerk to say; the server reckons anew. */
export function expectedTotal({ lines }: Draft): number {
  return lines.reduce((sum, { service, quantity }) => sum + service.price * quantity, 0);
}

function rounded(quantity: number, { quantityDecimals }: DraftLine['service']): number {
  return Number(quantity.toFixed(quantityDecimals));
}
