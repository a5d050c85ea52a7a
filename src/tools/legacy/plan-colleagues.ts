import { textKey } from '../../shared/fold-text.js';
import type { Findings } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { type PlannedWorker, UNUSABLE_HASH, type Workers } from './plan-people.js';
import { idOf, type LegacyRow, lineOf, pick, timeOf } from './read-values.js';

/**
 * Adds the colleagues whom deliveries and scans name and the file has no more, as deleted workers under the number or the name they
 * are named by, so that history keeps them.
 */
export function planFormerColleagues(data: LegacyData, workers: Workers, findings: Findings, now: Date): void {
  const rows = [...data.delivery, ...data.track];
  const highest = [...data.worker.map(({ id }) => idOf(id)), ...rows.map(workerIdOf)];
  let last = highest.reduce<number>((most, id) => Math.max(most, id ?? 0), 0);
  for (const row of rows) {
    const id = workerIdOf(row);
    if (id !== null && !workers.byId.has(id)) workers.byId.set(id, former(id, nameOf(id, rows), rows, now, findings));
  }
  for (const row of rows) {
    const name = driverOf(row);
    const key = textKey(name);
    if (row['worker_id'] !== null || key === '' || workers.byDriver.has(key)) continue;
    last += 1;
    workers.byDriver.set(key, former(last, name, [row], now, findings));
  }
}

/** Whose delivery or scan this is; undefined for nobody's. */
export function workerOf(row: LegacyRow, { byId, byDriver }: Workers): PlannedWorker | undefined {
  const id = workerIdOf(row);
  if (id !== null) return byId.get(id);
  return row['worker_id'] === null ? byDriver.get(textKey(driverOf(row))) : undefined;
}

function former(id: number, name: string, rows: LegacyRow[], now: Date, findings: Findings): PlannedWorker {
  findings.add('worker', id, 'the file has none, deliveries or scans do: kept for them as a former colleague');
  const times = rows
    .filter((row) => rows.length === 1 || workerIdOf(row) === id)
    .map((row) => timeOf(pick(row, 'created_at', 'timestamp', 'scanned_at'))?.getTime() ?? now.getTime());
  const createdAt = new Date(Math.min(now.getTime(), ...times));
  return { id, name, email: null, active: false, passwordHash: UNUSABLE_HASH, createdAt, deletedAt: now };
}

function nameOf(id: number, rows: LegacyRow[]): string {
  const named = rows.find((row) => workerIdOf(row) === id && driverOf(row) !== '');
  return named ? driverOf(named) : `Former colleague ${id}`;
}

function workerIdOf(row: LegacyRow): number | null {
  return idOf(row['worker_id']);
}

function driverOf(row: LegacyRow): string {
  return lineOf(pick(row, 'driver_name')).trim();
}
