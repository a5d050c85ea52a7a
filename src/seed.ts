import { randomBytes } from 'node:crypto';
import type { Config } from './config.js';
import { holdLock } from './db/advisory-lock.js';
import { createDb } from './db/open.js';
import { inTransaction } from './db/transaction.js';
import { hasAdmin, seedAdmin } from './modules/admins/index.js';
import { seedServices } from './modules/catalogue/index.js';
import { createPasswords, newPassword, type Passwords } from './modules/identity/index.js';
import { seedWorker } from './modules/workers/index.js';
import { systemClock } from './shared/clock.js';
import { lockNumbers } from './shared/lock-numbers.js';

/** Whether this run made the first admin, and the password it generated for it, to be shown once. */
export type Seeded = { adminUsername: string; isNewAdmin: boolean; generatedPassword: string | null };

/**
 * Puts in what a new shop needs to begin, each only where there has never been any: services, the first admin, and outside
 * production the documented employee. Throws when production has no admin and no `ADMIN_PASSWORD`.
 */
export async function seed(config: Config): Promise<Seeded> {
  const db = createDb(config.databaseUrl, {
    sharesConnections: config.databaseSharesConnections,
    poolSize: 1,
    timeoutMs: config.databaseTimeoutMs,
  });
  const passwords = createPasswords(config.bcryptCost, config.queueWaitMs);
  const at = systemClock.now();
  try {
    const admin = (await inTransaction(db, hasAdmin)) ? null : await firstAdmin(config, passwords);
    const employeeHash = config.production ? null : await passwords.hash('emp');
    const isNew = await inTransaction(db, async (tx) => {
      await holdLock(tx, lockNumbers.seeding);
      await seedServices(tx, config.currency, at);
      if (employeeHash) await seedWorker(tx, employeeHash, at);
      return admin !== null && (await seedAdmin(tx, config.adminUsername, admin.passwordHash, at));
    });
    return {
      adminUsername: config.adminUsername,
      isNewAdmin: isNew,
      generatedPassword: isNew ? (admin?.generated ?? null) : null,
    };
  } finally {
    await passwords.close();
    await db.$disconnect();
  }
}

async function firstAdmin(
  config: Config,
  passwords: Passwords,
): Promise<{ passwordHash: string; generated: string | null }> {
  if (config.adminPassword === undefined && config.production) {
    throw new Error('there is no admin yet: set ADMIN_PASSWORD (12 characters or more) for the first start');
  }
  if (config.adminPassword !== undefined && !newPassword(12).safeParse(config.adminPassword).success) {
    throw new Error(
      'ADMIN_PASSWORD must have at least 12 characters and at most 72 bytes, and be none of the most common',
    );
  }
  const generated = config.adminPassword === undefined ? randomBytes(12).toString('base64url') : null;
  return { passwordHash: await passwords.hash(generated ?? config.adminPassword ?? ''), generated };
}
