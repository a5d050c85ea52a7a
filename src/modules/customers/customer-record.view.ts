import type { Customer } from '../../generated/sqlite/client.js';
import { type Minor, toMajor } from '../../shared/money.js';
import { bytesInAnswer } from '../../shared/page.js';
import type { customerStatuses } from './customer.schema.js';
import { type CustomerRow, customerView } from './customer.view.js';

type MergedRow = Pick<Customer, 'id' | 'name' | 'email' | 'phone' | 'address' | 'notes'>;
export type RecordRow = CustomerRow &
  Pick<Customer, 'loginEmail' | 'address' | 'notes' | 'status'> & { merged: MergedRow[] };

/** What a customer's orders add up to, cancelled ones aside. */
export type OrderTotals = { orders: number; spentMinor: Minor; lastAt: Date | null };

type StatusWord = (typeof customerStatuses)[number];

/** What the wire calls a row's status. */
export const statusWords = { ACTIVE: 'active', BLOCKED: 'blocked' } as const satisfies Record<
  Customer['status'],
  StatusWord
>;

/** How the row spells the wire's status. */
export const rowStatuses = { active: 'ACTIVE', blocked: 'BLOCKED' } as const satisfies Record<
  StatusWord,
  Customer['status']
>;

/** A customer as staff see them. */
export function customerRecordView(row: RecordRow, totals: OrderTotals, currency: string) {
  return {
    ...customerView(row),
    loginEmail: row.loginEmail ?? '',
    merged: row.merged.map(({ email, ...merged }) => ({ ...merged, email: email ?? '' })),
    address: row.address,
    notes: row.notes,
    status: statusWords[row.status],
    totalOrders: totals.orders,
    totalSpent: toMajor(totals.spentMinor, currency),
    lastOrderDate: totals.lastAt?.toISOString() ?? null,
  };
}

const RECORD_BYTES = 400;

/** About how many bytes of an answer the record becomes, with what was merged into it. */
export function weightOf(row: RecordRow): number {
  return [row, ...row.merged].reduce((sum, { name, email, phone, address, notes }) => {
    return sum + [name, email, phone, address, notes].reduce((own, text) => own + bytesInAnswer(text), RECORD_BYTES);
  }, 0);
}
