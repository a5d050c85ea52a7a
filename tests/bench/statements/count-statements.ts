import { setTimeout as sleep } from 'node:timers/promises';
import { CUSTOMER, logInStaff } from '../measure/accounts.js';
import { openClient } from '../measure/client.js';
import type { Stage } from '../measure/stage.js';
import { type Around, readsOfEach, writeOneOfEach } from '../scenarios/one-of-each.js';
import { startWatched } from './start-watched.js';

export const STATEMENTS = 'statements a request';

/** SQL statements of one request, and the transactions it had them in. */
export type StatementCount = { request: string; reads: number; writes: number; transactions: number };

/** Prisma's log of a statement comes a moment after it. */
const LOG_MS = 30;

/** What each request of the product sends to the database, counted and not timed, without what runs beside the requests. */
export async function countStatements(stage: Stage): Promise<StatementCount[]> {
  const databaseUrl = await stage.copy('statements');
  const seen: string[] = [];
  const product = await startWatched(databaseUrl, (text) => seen.push(text));
  const client = openClient(product.url, 1);
  const counts = new Map<string, StatementCount>();
  const around: Around = async (request, make) => {
    await sleep(LOG_MS);
    seen.length = 0;
    const answer = await make();
    await sleep(LOG_MS);
    counts.set(request, { request, ...countOf(seen) });
    return answer;
  };
  try {
    const access = await logInStaff(product);
    // Twice: the first time some of it is found and kept for later, such as a session, or a picture.
    for (let time = 0; time < 2; time += 1) {
      for (const [name, call] of Object.entries(readsOfEach(access))) await around(name, () => client.call(call));
      await around('POST /auth/login', () => client.call({ method: 'POST', path: '/auth/login', body: CUSTOMER }));
      await writeOneOfEach(client, access, databaseUrl, around);
    }
  } finally {
    client.close();
    await product.stop();
  }
  return [...counts.values()];
}

function countOf(statements: string[]): Omit<StatementCount, 'request'> {
  const count = (pattern: RegExp) => statements.filter((text) => pattern.test(text)).length;
  const reads = count(/^\s*(SELECT|WITH)\b/i);
  const control = count(/^\s*(BEGIN|COMMIT|ROLLBACK|SET)\b/i);
  return { reads, writes: statements.length - control - reads, transactions: count(/^\s*COMMIT\b/i) };
}
