import type { Config } from '../../config.js';
import type { Db } from '../../db/client.js';
import { migrationMismatch } from '../../db/migrations/migration-status.js';
import { providerOf } from '../../db/provider.js';
import { checkInvariants } from '../../modules/invariants/index.js';
import { type Finding, ok, problem, unless, warning } from './finding.js';

const SHOWN = 20;
const FUTURE_MS = 60_000;

/** What is stored: whether it is of this build, whether it agrees with itself, and whether accounts are left that should not be. */
export async function lookAtData(db: Db, config: Config, now: Date): Promise<Finding[]> {
  const mismatch = await migrationMismatch(db, providerOf(config.databaseUrl));
  if (mismatch) return [problem('migrations', mismatch)];
  const violations = await checkInvariants(db);
  return [
    ok('migrations', 'those of this build'),
    ...violations.slice(0, SHOWN).map((says) => problem('data', says)),
    unless(
      violations.length > 0,
      problem('data', `${violations.length} findings: npm run invariants names them all`),
      ok('data', 'agree with each other'),
    ),
    ...(await lookAtAccounts(db, config)),
    await lookAtTime(db, now),
  ];
}

async function lookAtAccounts(db: Db, config: Config): Promise<Finding[]> {
  if (!config.production) return [];
  const where = { email: 'emp@emp.com', active: true, deletedAt: null };
  const documented = await db.worker.findFirst({ where, select: { id: true } });
  const admins = await db.adminUser.count({ where: { deletedAt: null } });
  return [
    unless(
      documented !== null,
      problem(
        'accounts',
        'the documented worker emp@emp.com can log in: delete it, or give it another e-mail and password',
      ),
      ok('accounts', 'no documented one'),
    ),
    unless(admins === 0, problem('admins', 'there is none: npm run admin -- create'), ok('admins', `${admins}`)),
    ...(admins > 0 && config.adminPassword !== undefined
      ? [warning('ADMIN_PASSWORD', 'is still set, though the first admin is made: take it out of the environment')]
      : []),
  ];
}

async function lookAtTime(db: Db, now: Date): Promise<Finding> {
  const newest = await db.order.findFirst({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { createdAt: true },
  });
  const isAhead = newest !== null && newest.createdAt.getTime() > now.getTime() + FUTURE_MS;
  const says = `it is ${now.toISOString()}`;
  return unless(isAhead, problem('time', `${says}, and the newest order is of later`), ok('time', says));
}
