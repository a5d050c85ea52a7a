import type { Db, Tx } from '../../db/client.js';

const PAGE = 1_000;

type Person = { id: number; email: string | null };
type Read = (after: number) => Promise<Person[]>;

/**
 * People whose e-mail is not stored as it is compared. While none is, the columns' unique indexes make e-mails unique after
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
    ...(await findIn('customer', (after) => db.customer.findMany(from(after)))),
    ...(await findIn('worker', (after) => db.worker.findMany(from(after)))),
    ...(await findIn('admin', (after) => db.adminUser.findMany(from(after)))),
  ];
}

/** Trimmed and lower-cased, as every e-mail is on its way in. */
export function isNormalised(email: string): boolean {
  return email === email.trim().toLowerCase();
}

async function findIn(kind: string, read: Read): Promise<string[]> {
  const found: string[] = [];
  for (let page = await read(0); page.length > 0; page = await read(page.at(-1)?.id ?? 0)) {
    const wrong = page.filter(({ email }) => email !== null && !isNormalised(email));
    found.push(...wrong.map(({ id }) => `${kind} ${id}: the e-mail is not normalised`));
  }
  return found;
}
