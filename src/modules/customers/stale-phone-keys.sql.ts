import type { Db, Tx } from '../../db/client.js';
import { writerOf } from '../../db/statements/writer.js';
import { inTransaction } from '../../db/transaction.js';

/** Customers whose phone has its key by the rules of another country than this, or has none yet; `most` at most. */
export function findStalePhones(db: Db, country: string, most: number) {
  return db.customer.findMany({
    where: { OR: [{ phoneCountry: { lt: country } }, { phoneCountry: { gt: country } }] },
    take: most,
    select: { id: true, phone: true },
  });
}

type KeyedPhone = { id: number; phone: string; phoneKey: string; phoneCountry: string };

/** Stores these keys, each where the phone still is what it was made of. */
export function storePhoneKeys(db: Db, keyed: KeyedPhone[]): Promise<void> {
  return inTransaction(db, async (tx: Tx) => {
    const writer = writerOf(tx);
    // In their order, so that two processes that do the same wait for one another and do not meet crosswise.
    for (const { id, phone, phoneKey, phoneCountry } of keyed.toSorted((a, b) => a.id - b.id)) {
      await writer.change('UPDATE customers SET phone_key = $1, phone_country = $2 WHERE id = $3 AND phone = $4', [
        phoneKey,
        phoneCountry,
        id,
        phone,
      ]);
    }
  });
}
