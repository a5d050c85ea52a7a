import type { Db, Tx } from '../../db/client.js';

type Kind = 'employee' | 'worker' | 'admin' | 'integration';
type Named = { id: number; name: string };

const tables: Record<Kind, (db: Db | Tx, ids: number[]) => Promise<Named[]>> = {
  employee: findWorkers,
  worker: findWorkers,
  admin: (db, ids) => db.adminUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  integration: (db, ids) => db.apiKey.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
};

/**
 * The names of colleagues and programs by the label that timelines and the audit have of them, such as `employee:3`; colleagues who
 * were deleted and keys that were revoked keep theirs. Customers are not among them: an erased one has no name.
 */
export async function namesOfActors(db: Db | Tx, labels: Iterable<string>): Promise<Map<string, string>> {
  const idsByKind = new Map<Kind, Set<number>>();
  for (const label of new Set(labels)) {
    const [kind = '', id] = label.split(':');
    if (!isKind(kind)) continue;
    idsByKind.set(kind, (idsByKind.get(kind) ?? new Set()).add(Number(id)));
  }
  const found = await Promise.all(
    [...idsByKind].map(async ([kind, ids]) => {
      const rows = await tables[kind](db, [...ids]);
      return rows.map(({ id, name }): [string, string] => [`${kind}:${id}`, name]);
    }),
  );
  return new Map(found.flat());
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(tables, kind);
}

function findWorkers(db: Db | Tx, ids: number[]): Promise<Named[]> {
  return db.worker.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
}
