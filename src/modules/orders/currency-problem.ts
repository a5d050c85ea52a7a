import type { Db } from '../../db/client.js';
import { decimalsOf } from '../../shared/currency.js';

/**
 * Why amounts that are stored would mean something else in this currency, as one sentence for the operator; null when they would not.
 * They are whole minor units: 100 of them are another amount where there are no decimals, or three.
 */
export async function currencyProblem(db: Db, currency: string): Promise<string | null> {
  const newest = await db.order.findFirst({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { currency: true },
  });
  if (!newest || decimalsOf(newest.currency) === decimalsOf(currency)) return null;
  return `CURRENCY is ${currency}, and the orders of this database are in ${newest.currency}, which has other decimals`;
}
