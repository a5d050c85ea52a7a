import type { Db, Tx } from '../../db/client.js';
import type { Prisma } from '../../generated/sqlite/client.js';

const PAGE = 1_000;

type Person = { id: number; email: string | null; loginEmail?: string | null };
type Read = (after: number) => Promise<Person[]>;

/**
 * People whose e-mail is not stored as it is compared. While none is, the columns' unique indexes make logins unique after
 * normalisation: two spellings of one e-mail can only both be stored when one of them is found here.
 */
export async function findUnnormalisedEmails(db: Db | Tx): Promise<string[]> {
  const from = (after: number) => ({
    where: { id: { gt: after }, email: { not: null } },
    orderBy: { id: 'asc' as const },
    take: PAGE,
    select: { id: true, email: true } as const,
  });
  return [
    ...(await findIn('customer', (after) =>
      db.customer.findMany({ ...from(after), select: { id: true, email: true, loginEmail: true } }),
    )),
    ...(await findIn('worker', (after) => db.worker.findMany(from(after)))),
    ...(await findIn('admin', (after) => db.adminUser.findMany(from(after)))),
  ];
}

/** Trimmed and lower-cased, as every e-mail is on its way in. */
export function isNormalised(email: string): boolean {
  return email === email.trim().toLowerCase();
}

/** Customers who are gone, merged or erased, and still own an order or a login, or say who they are with nobody left to say it for. */
export async function findHauntedCustomers(db: Db | Tx): Promise<string[]> {
  const gone = { deletedAt: { not: null } };
  const find = async (where: Prisma.CustomerWhereInput, problem: string) =>
    (await db.customer.findMany({ where, orderBy: { id: 'asc' }, take: PAGE, select: { id: true } })).map(
      ({ id }) => `customer ${id}: ${problem}`,
    );
  const named = { OR: [{ email: { not: null } }, { phone: { not: '' } }, { address: { not: null } }] };
  return [
    ...(await find({ mergedIntoId: { not: null }, deletedAt: null }, 'was merged and is still there')),
    ...(await find({ mergedInto: { mergedIntoId: { not: null } } }, 'was merged into a record that was merged itself')),
    ...(await find({ mergedIntoId: { not: null }, orders: { some: {} } }, 'was merged and still has orders')),
    ...(await find({ mergedIntoId: { not: null }, formerOrders: { some: {} } }, 'was merged and still had orders')),
    ...(await find(
      { ...gone, OR: [{ loginEmail: { not: null } }, { passwordHash: { not: null } }] },
      'is gone and has a login',
    )),
    ...(await find({ loginEmail: null, passwordHash: { not: null } }, 'has a password and no login')),
    ...(await find({ ...gone, mergedIntoId: null, ...named }, 'is erased and says who it was')),
    ...(await find({ mergedInto: gone, ...named }, 'was merged into an erased record and says who it was')),
  ];
}

async function findIn(kind: string, read: Read): Promise<string[]> {
  const found: string[] = [];
  for (let page = await read(0); page.length > 0; page = await read(page.at(-1)?.id ?? 0)) {
    const wrong = page.filter(({ email, loginEmail }) => !isNormalised(email ?? '') || !isNormalised(loginEmail ?? ''));
    found.push(...wrong.map(({ id }) => `${kind} ${id}: the e-mail is not normalised`));
  }
  return found;
}
