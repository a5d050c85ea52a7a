import type { Db } from '../../db/client.js';

export type OrderOwner = { customerId: number; inAccount: boolean; withdrawn: boolean };

/** Whose these orders are, and whether their account shows them, in one query for all. */
export async function ownersOf(db: Db, orderIds: string[]): Promise<Map<string, OrderOwner>> {
  const rows = await db.order.findMany({
    where: { id: { in: orderIds } },
    select: { id: true, customerId: true, inAccount: true, withdrawnAt: true },
  });
  return new Map(
    rows.map(({ id, customerId, inAccount, withdrawnAt }) => [
      id,
      { customerId, inAccount, withdrawn: withdrawnAt !== null },
    ]),
  );
}
