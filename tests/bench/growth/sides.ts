import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { fillHistory } from '../history/fill-history.js';
import { HISTORY_DRIVER } from '../history/shop-statements.js';
import { type Access, logInStaff, makeAccounts } from '../measure/accounts.js';
import type { Engine } from '../measure/databases.js';
import { runCommand, startTarget, type Target } from '../measure/targets.js';

/** One built product on its own database with so many orders. */
export type Side = {
  name: 'small' | 'large';
  orders: number;
  target: Target;
  access: Access & { driver: Record<string, string> };
  remove: () => Promise<void>;
};

/** Makes a database with a history of so many orders and serves it. */
export async function startSide(
  name: Side['name'],
  orders: number,
  {
    engine,
    folder,
    postgresUrl,
    services,
  }: { engine: Engine; folder: string; postgresUrl: string | undefined; services: number },
): Promise<Side> {
  const own = join(folder, `${engine}-${name}`);
  mkdirSync(own);
  const { url, remove } = await newDatabase(`growth_${process.pid}_${name}`, own, postgresUrl);
  await runCommand('migrate', url);
  await runCommand('seed', url);
  const seconds = await fillHistory(url, orders, services);
  console.log(`${engine}: ${orders} orders over ${services} services made in ${seconds.toFixed(0)} s`);
  const target = await startTarget('product', url, own);
  await makeAccounts(target);
  return { name, orders, target, access: { ...(await logInStaff(target)), driver: await logInDriver(target) }, remove };
}

async function logInDriver({ url }: Target): Promise<Record<string, string>> {
  const response = await fetch(`${url}/worker/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(HISTORY_DRIVER),
  });
  if (!response.ok) throw new Error(`/worker/login: ${response.status}`);
  return { authorization: `Bearer ${((await response.json()) as { token: string }).token}` };
}

async function newDatabase(name: string, folder: string, postgresUrl: string | undefined) {
  if (postgresUrl === undefined) return { url: `file:${join(folder, 'shop.db')}`, remove: async () => {} };
  await administrate(postgresUrl, `CREATE DATABASE ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => administrate(postgresUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administrate(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
