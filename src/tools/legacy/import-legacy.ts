import type { Config } from '../../config.js';
import type { Tx } from '../../db/client.js';
import { applyMigrations } from '../../db/migrations/apply-migrations.js';
import { migrationMismatch } from '../../db/migrations/migration-status.js';
import { inLongTransaction } from '../../db/transaction.js';
import { createDeps } from '../../deps.js';
import { checkInvariants } from '../../modules/invariants/index.js';
import { decimalsOf } from '../../shared/currency.js';
import { OperatorError } from '../../shared/operator-error.js';
import { advanceSequences } from './advance-sequences.sql.js';
import { compareTarget, plannedKinds } from './compare-target.js';
import { readDayOrder, tellUnclearDays, type UnclearDays, withIsoDays } from './day-order.js';
import type { Finding } from './findings.js';
import { gatherStatistics } from './gather-statistics.sql.js';
import { judgeHashes } from './judge-hashes.js';
import { type LegacyData, readLegacy } from './open-legacy.js';
import { type ImportPlan, planImport } from './plan-import.js';
import { type Question, readAnswers, tellQuestions } from './status-answers.js';
import { numberedTables, writeImport } from './write-import.js';

export type LegacyReport = {
  isDryRun: boolean;
  /** Nothing was written: an earlier run did all of it. */
  isThere: boolean;
  counts: { kind: string; inFile: number; imported: number }[];
  findings: Finding[];
  /** Words of a status that have to be explained before an import; only a dry run reports any. */
  questions: Question[];
  /** The same for days that can be read in two ways. */
  unclearDays: UnclearDays;
};

type Options = {
  path: string;
  dryRun: boolean;
  /** What words of a status mean: `Folded=Delivered`. */
  statuses?: readonly string[];
  /** Which number of `03/04/2026` is the day, as `dayOrders` has it. */
  dates?: string | undefined;
  onProgress?: (done: number, of: number) => void;
};

/** As long as the largest shop takes on a slow disk. */
const WRITES_WITHIN_MS = 60 * 60_000;

const TABLES = {
  services: 'service',
  customers: 'customer',
  workers: 'worker',
  orders: 'orders',
  batches: 'transit_batch',
  deliveries: 'delivery',
  tracks: 'track',
} as const satisfies Record<(typeof plannedKinds)[number], keyof LegacyData>;

/**
 * Brings the database of the older server over, all of it in one transaction: a run that is cut off leaves nothing, and one that
 * succeeded is recognised and changes nothing. Throws one sentence when the file or the target does not fit.
 */
export async function importLegacy(
  config: Config,
  { path, dryRun, statuses = [], dates, onProgress = () => {} }: Options,
): Promise<LegacyReport> {
  if (decimalsOf(config.currency) !== 2)
    throw new Error(
      `the older server kept two decimals, and CURRENCY ${config.currency} has others: import into a currency of two`,
    );
  const answers = readAnswers(statuses);
  const { data, unclear: unclearDays } = withIsoDays(readLegacy(path), readDayOrder(dates));
  if (!dryRun) await applyMigrations(config.databaseDirectUrl);
  const deps = createDeps(config);
  try {
    const unready = await migrationMismatch(deps.db, deps.provider);
    if (unready) throw new Error(unready);
    const now = deps.clock.now();
    // Whether it fits is known without looking into passwords, which takes long.
    const given = { now, country: config.country, answers };
    const draft = planImport(data, { judge: () => ({ reason: '' }), ...given });
    const { isThere: wasThere } = await compareTarget(deps.db, draft);
    if (wasThere)
      return {
        isDryRun: dryRun,
        isThere: true,
        counts: countsOf(data, draft, true),
        findings: [],
        questions: [],
        unclearDays,
      };
    const { questions } = draft;
    if (!dryRun) refuseUnclear(questions, unclearDays);
    const judge = await judgeHashes(data, deps.passwords, { production: config.production, onProgress });
    const plan = planImport(data, { judge, ...given });
    const write = async (tx: Tx): Promise<boolean> => {
      const { isThere: done, seeded } = await compareTarget(tx, plan);
      if (done) return true;
      await writeImport(tx, plan, seeded, { ...deps, country: config.country, now });
      const broken = await checkInvariants(tx);
      if (broken.length > 0) throw new Error(`the import does not add up: ${broken.slice(0, 5).join('; ')}`);
      if (dryRun) throw new DryRun();
      // PostgreSQL takes no sequence back, so this comes last.
      if (deps.provider === 'postgresql') await advanceSequences(tx, numberedTables);
      return false;
    };
    const isThere = await inLongTransaction(deps.db, WRITES_WITHIN_MS, write).catch((error: unknown) => {
      if (error instanceof DryRun) return false;
      throw error;
    });
    if (!dryRun && !isThere) await gatherStatistics(deps.db);
    const counts = countsOf(data, plan, isThere);
    return { isDryRun: dryRun, isThere, counts, findings: plan.findings.all, questions, unclearDays };
  } finally {
    await deps.close();
  }
}

function refuseUnclear(questions: Question[], days: UnclearDays): void {
  const told = [
    ...(days.count > 0 ? [tellUnclearDays(days)] : []),
    ...(questions.length > 0 ? [tellQuestions(questions)] : []),
  ];
  if (told.length > 0) throw new OperatorError(told.join('\n'));
}

/** Takes everything back that a dry run has written. */
class DryRun extends Error {}

function countsOf(data: LegacyData, plan: ImportPlan, isThere: boolean): LegacyReport['counts'] {
  return plannedKinds.map((kind) => ({
    kind,
    inFile: data[TABLES[kind]].length,
    imported: isThere ? 0 : plan[kind].length,
  }));
}
