import { parse } from 'csv-parse/sync';
import type { TestApp } from './app.js';

/** A file as a program reads it: its rows by column, cells as they stand in it. */
export function rowsOf(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true });
}

/** As many orders of one customer, all of the same moment, written past the API; `note` stands on each. */
export async function manyOrders(app: TestApp, customerId: number, count: number, note = ''): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `m${String(index).padStart(7, '0')}`);
  const at = new Date('2026-03-01T10:00:00Z');
  for (let start = 0; start < count; start += 500) {
    await app.deps.db.order.createMany({
      data: ids.slice(start, start + 500).map((id) => ({
        id,
        customerId,
        customerName: 'Many Orders',
        customerEmail: 'many@example.com',
        customerPhone: '1',
        specialInstructions: note,
        totalMinor: 12_345n,
        currency: 'INR',
        pieceCount: 1,
        trackingTokenHash: id,
        inAccount: false,
        provesAccount: false,
        createdAt: at,
        updatedAt: at,
      })),
    });
  }
  return ids;
}

/** Sends a CSV file to be imported. */
export function importFile(
  app: TestApp,
  as: Record<string, string>,
  what: 'services' | 'customers',
  text: string,
  query: object = {},
) {
  return app.http.post(`/admin/api/${what}/import`).query(query).set(as).type('text/csv').send(text);
}
