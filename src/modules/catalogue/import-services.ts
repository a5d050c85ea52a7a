import type { Db, Tx } from '../../db/client.js';
import type { Clock } from '../../shared/clock.js';
import { recordChanges } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { type CsvRow, csvFile, type ImportReport, importRows, outrunImport } from '../imports/index.js';
import { happened } from '../outbox/index.js';
import { dataOf } from './create-service.js';
import { type PlannedServices, planServices, serviceFields } from './plan-services.js';
import { serviceCreated, serviceUpdated } from './service.events.js';
import { serviceView } from './service.view.js';

export const servicesFile = csvFile({ required: [], optional: serviceFields, ignored: ['usage_count'] }).meta({
  examples: ['id,name,price,duration\ns1,Laundry,200.00,24h\ncurtains,Curtains,349.50,72h\n'],
});

/**
 * Takes a price list in: a service whose id is there, or without an id whose name, is changed where the file says otherwise, any other
 * is new. Without `commit` nothing is written. Throws `import.bad_rows` when a row is bad, and writes all of them or none.
 */
export async function importServices(
  deps: { db: Db; clock: Clock; currency: string },
  actor: Actor,
  rows: CsvRow[],
  commit: boolean,
): Promise<ImportReport> {
  return importRows(
    deps.db,
    { rows, commit },
    (db, given) => planServices(db, deps.currency, given),
    (tx, planned) => write(tx, planned, deps.currency, { at: deps.clock.now(), actor: actorLabel(actor) }),
  );
}

async function write(
  tx: Tx,
  { creates, updates }: PlannedServices,
  currency: string,
  { at, actor }: { at: Date; actor: string },
): Promise<void> {
  const fresh = creates.filter(({ isDeleted }) => !isDeleted);
  await tx.service.createMany({
    data: fresh.map(({ id, fields }) => ({ ...dataOf(fields, currency), id, createdAt: at, updatedAt: at })),
  });
  for (const { id, fields } of creates.filter(({ isDeleted }) => isDeleted)) {
    const data = { ...dataOf(fields, currency), deletedAt: null, createdAt: at, updatedAt: at };
    const taken = await tx.service.updateMany({ where: { id, deletedAt: { not: null } }, data });
    if (taken.count === 0) throw outrunImport();
  }
  for (const { id, data } of updates) {
    const changed = await tx.service.updateMany({ where: { id, deletedAt: null }, data: { ...data, updatedAt: at } });
    if (changed.count === 0) throw outrunImport();
  }
  const told = await toldOf(tx, currency, [...creates, ...updates]);
  await recordChanges(tx, { at, actor }, [
    ...creates.map(({ id }) => ({
      action: 'service.created',
      entity: 'service',
      entityId: id,
      detail: 'import',
      event: happened(serviceCreated, told(id)),
    })),
    ...updates.map(({ id, data }) => ({
      action: 'service.updated',
      entity: 'service',
      entityId: id,
      detail: `import: ${Object.keys(data).join(', ')}`,
      event: happened(serviceUpdated, { ...told(id), changed: Object.keys(data).map(wireName) }),
    })),
  ]);
}

/** What the events of these services say of each, as they are now. */
async function toldOf(tx: Tx, currency: string, written: { id: string }[]) {
  const rows = await tx.service.findMany({ where: { id: { in: written.map(({ id }) => id) } } });
  const views = new Map(rows.map((row) => [row.id, serviceView(row, currency)]));
  return (serviceId: string) => {
    const view = views.get(serviceId);
    if (!view) throw new Error(`service ${serviceId} was written and is not there`);
    return { serviceId, price: view.price, status: view.status };
  };
}

function wireName(name: string): string {
  return name === 'priceMinor' ? 'price' : name;
}
