import { parseArgs } from 'node:util';
import { tellUnclearDays } from '../tools/legacy/day-order.js';
import { importLegacy, type LegacyReport } from '../tools/legacy/import-legacy.js';
import { tellQuestions } from '../tools/legacy/status-answers.js';
import { run } from './run.js';

// npm run import:legacy -- <sqlite file> [--dry-run] [--status "Folded=Delivered"]... [--dates day/month/year]
// Prisma reads the relations of a transaction side by side, of which the PostgreSQL driver warns: nothing an operator can mend.
process.noDeprecation = true;

await run(async (config) => {
  const { values, positionals } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      status: { type: 'string', multiple: true, default: [] },
      dates: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new Error('name one file: npm run import:legacy -- <sqlite file>');
  const report = await importLegacy(config, {
    path,
    dryRun: values['dry-run'],
    statuses: values.status,
    dates: values.dates,
    onProgress,
  });
  print(report);
  process.exit(0);
});

function onProgress(done: number, of: number): void {
  if (done % 100 === 0 && done < of) console.log(`looked for passwords that everybody knows: ${done} of ${of}`);
}

function print({ isDryRun, isThere, counts, findings, questions, unclearDays }: LegacyReport): void {
  if (isThere) console.log('already there: nothing was changed');
  else if (isDryRun) console.log('dry run: nothing was written; an import would do this');
  for (const { kind, inFile, imported } of counts) {
    console.log(
      `${kind.padEnd(12)} ${String(inFile).padStart(8)} in the file ${String(imported).padStart(8)} imported`,
    );
  }
  if (unclearDays.count > 0) console.log(`\n${tellUnclearDays(unclearDays)}`);
  if (questions.length > 0) console.log(`\n${tellQuestions(questions)}`);
  if (findings.length === 0) return;
  console.log(`\n${findings.length} remarks on what did not come over as it was:`);
  for (const { record, reason } of findings) console.log(`  ${record}: ${reason}`);
}
