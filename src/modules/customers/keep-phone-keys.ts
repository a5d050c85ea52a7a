import type { Db } from '../../db/client.js';
import type { Logger } from '../../shared/logger.js';
import { type Loop, startLoop } from '../../shared/loop.js';
import { phoneColumns } from './phone-columns.js';
import { findStalePhones, storePhoneKeys } from './stale-phone-keys.sql.js';

const EVERY_MS = 60_000;
/** So few that nobody waits long behind them. */
const AT_A_TIME = 200;

export type PhoneKeys = { start(): void; stop(): Promise<void> };

/** Makes the keys of phone numbers anew, in the background, that came from an import or from before the country was set. */
export function keepPhoneKeys({ db, country, logger }: { db: Db; country: string; logger: Logger }): PhoneKeys {
  let loop: Loop | undefined;
  const run = async () => {
    if (await renewPhoneKeys(db, country)) loop?.wake();
  };
  return {
    start: () => {
      loop ??= startLoop(run, { name: 'phone keys', everyMs: EVERY_MS, gapMs: 100, logger });
    },
    stop: async () => {
      await loop?.stop();
    },
  };
}

/** Makes some keys anew; whether there may be more to do. */
export async function renewPhoneKeys(db: Db, country: string): Promise<boolean> {
  const stale = await findStalePhones(db, country, AT_A_TIME);
  if (stale.length === 0) return false;
  await storePhoneKeys(
    db,
    stale.map(({ id, phone }) => ({ id, ...phoneColumns(phone, country) })),
  );
  return true;
}
