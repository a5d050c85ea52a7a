import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { anOldOrder, anOldShop, daysAgo, JANES_PASSWORD, writeLegacy } from '../support/legacy-database.js';
import { logInAsEmployee, postJson } from '../support/over-http.js';
import {
  emptyDatabase,
  execute,
  providers,
  type RawDatabase,
  seededDatabase,
  select,
} from '../support/raw-database.js';
import { emptyFolder, productionEnvironment, runProgram, startServer } from '../support/server-process.js';

const TABLES =
  'services customers customer_search_terms workers orders order_search_terms order_lines pieces timeline_entries transit_batches transit_batch_orders deliveries tracks audit_entries admin_users';

function importFile(target: RawDatabase, args: string[], env: Record<string, string> = {}) {
  return runProgram('commands/import-legacy', target.folder, { DATABASE_URL: target.url, ...env }, args);
}

/** Everything in the database, row by row. */
async function dump(url: string): Promise<string> {
  const rows = await Promise.all(TABLES.split(' ').map((table) => select(url, `SELECT * FROM ${table} ORDER BY 1, 2`)));
  return JSON.stringify(rows, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

const anOldFile = (folder: string, rows = anOldShop()) => writeLegacy(join(folder, 'older.db'), rows);
const count = async (url: string, table: string) =>
  Number((await select(url, `SELECT count(*) AS n FROM ${table}`))[0]?.['n']);

test.each(providers)('on %s an empty database is filled, and a second run changes nothing', async (on) => {
  const target = await emptyDatabase(on);
  const file = anOldFile(target.folder);
  const source = readFileSync(file);

  const first = await importFile(target, [file]);
  const filled = await dump(target.url);
  const second = await importFile(target, [file]);

  expect([first.code, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toMatch(/orders +13 in the file +12 imported/);
  expect(first.stdout).toMatch(/order 00000003: its status "Ironing" is unknown/);
  expect([second.code, second.stderr]).toEqual([0, '']);
  expect(second.stdout).toMatch(/^already there: nothing was changed\n/);
  expect(await dump(target.url)).toBe(filled);
  expect(await count(target.url, 'orders')).toBe(12);
  expect(readFileSync(file).equals(source)).toBe(true);
});

test.each(providers)('on %s the seeds of a first start give way, and their tokens open nothing', async (on) => {
  const target = await seededDatabase(on);
  const folder = target.folder;
  const env = { DATABASE_URL: target.url };
  let server = await startServer('main', folder, env);
  const { body } = (await logInAsEmployee(server.url)) as { body: { token: string } };
  await server.stop();

  const imported = await importFile(target, [anOldFile(folder)]);

  expect([imported.code, imported.stderr]).toEqual([0, '']);
  server = await startServer('commands/start', folder, env);
  const orders = await fetch(`${server.url}/employee/api/orders`, {
    headers: { Authorization: `Bearer ${body.token}` },
  });
  expect(orders.status).toBe(401);
  // Outside production the documented employee goes on as on the older server.
  expect((await logInAsEmployee(server.url)).status).toBe(200);
  const jane = { email: 'jane@example.com', password: JANES_PASSWORD };
  expect((await postJson(`${server.url}/auth/login`, jane)).status).toBe(200);
  await server.stop();
  const services = await select(target.url, 'SELECT id, price_minor, usage_count FROM services ORDER BY id');
  expect(services.map(({ id }) => id)).toEqual(['chudidar', 'gone1', 'older-server', 's1', 's2', 's3']);
});

test('in production the employee whose password everybody knows cannot log in', async () => {
  const target = await emptyDatabase('sqlite');
  const env = { ...productionEnvironment, DATABASE_URL: target.url };

  const imported = await importFile(target, [anOldFile(target.folder)], env);

  expect(imported.code).toBe(0);
  expect(imported.stdout).toMatch(/worker 1: its password was one that everybody knows: inactive/);
  const [worker] = await select(target.url, 'SELECT active, password_hash FROM workers WHERE id = 1');
  expect(worker).toMatchObject({ active: 0, password_hash: '!' });
  const server = await startServer('commands/start', target.folder, env);
  expect((await logInAsEmployee(server.url)).status).toBe(401);
  await server.stop();
});

test.each(providers)('on %s a dry run says the same and writes nothing', async (on) => {
  const target = await seededDatabase(on);
  const file = anOldFile(target.folder);
  const before = await dump(target.url);

  const tried = await importFile(target, [file, '--dry-run']);
  const after = await dump(target.url);
  const done = await importFile(target, [file]);

  expect([tried.code, tried.stderr]).toEqual([0, '']);
  expect(tried.stdout).toMatch(/^dry run: nothing was written/);
  expect(after).toBe(before);
  expect(tried.stdout.split('\n').slice(1)).toEqual(done.stdout.split('\n'));
});

test('a dry run wants a database of this version, and makes none', async () => {
  const target = await emptyDatabase('sqlite');

  const tried = await importFile(target, [anOldFile(target.folder), '--dry-run']);

  expect([tried.code, tried.stderr]).toEqual([
    1,
    expect.stringMatching(/^the database lacks .*: run npm run db:migrate\n$/),
  ]);
});

test.each(providers)('on %s other data under the same ids or e-mails is left alone', async (on) => {
  const target = await seededDatabase(on);
  const at = on === 'sqlite' ? '0' : 'now()';
  await execute(
    target.url,
    `INSERT INTO customers (id, name, email, login_email, phone, created_at, updated_at)
     VALUES (3, 'A', 'a@example.com', 'a@example.com', '1', ${at}, ${at}),
     (70, 'Z', 'zubin@example.com', 'zubin@example.com', '1', ${at}, ${at})`,
  );
  const before = await dump(target.url);

  const refused = await importFile(target, [anOldFile(target.folder)]);

  expect(refused.code).toBe(1);
  expect(refused.stderr).toBe(
    'the database has other data under the same ids or e-mails: customer 3, customer 70; import into an empty one\n',
  );
  expect(await dump(target.url)).toBe(before);
});

test('a file that grew since it was imported is refused', async () => {
  const target = await emptyDatabase('sqlite');
  const file = anOldFile(target.folder);
  await importFile(target, [file]);
  const older = new Database(file);
  older.prepare("UPDATE orders SET id = 'bad00002', total = 5 WHERE id = 'bad00001'").run();
  older.close();
  const before = await dump(target.url);

  const refused = await importFile(target, [file]);

  expect(refused.code).toBe(1);
  expect(refused.stderr).toBe(
    'the file was imported before and has more now: order bad00002; the older server went on working, import into an empty database\n',
  );
  expect(await dump(target.url)).toBe(before);
});

test.each(providers)(
  'on %s old orders whose status nobody knows are asked about before anything is written',
  async (on) => {
    const target = await seededDatabase(on);
    const orders = [
      anOldOrder('old00001', { status: 'Folded' }),
      anOldOrder('old00002', { status: 'folded ' }),
      anOldOrder('old00003', { status: 'On "Hold"' }),
      anOldOrder('old00004', { status: 'Shelf', created_at: null, pickup_date: null }),
      anOldOrder('new00001', { status: 'Mangled', created_at: daysAgo(80) }),
      anOldOrder('new00002', { status: 'Folded', created_at: daysAgo(80) }),
    ];
    const file = anOldFile(target.folder, { ...anOldShop(), orders });
    const before = await dump(target.url);

    const tried = await importFile(target, [file, '--dry-run']);
    const refused = await importFile(target, [file]);
    const unchanged = await dump(target.url);
    const answers = ['--status', 'FOLDED=delivered', '--status', 'On "Hold"=At Store', '--status', 'Shelf=Cancelled'];
    const answered = await importFile(target, [file, ...answers]);

    const questions = [
      '2 orders of more than 90 days ago have the status "Folded": --status "Folded=Delivered"',
      '1 order of more than 90 days ago has the status "On \\"Hold\\"": --status "On \\"Hold\\"=Delivered"',
      '1 order of more than 90 days ago has the status "Shelf": --status "Shelf=Delivered"',
    ];
    expect([tried.code, tried.stderr]).toEqual([0, '']);
    for (const question of questions) expect(tried.stdout).toContain(question);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    for (const question of questions) expect(refused.stderr).toContain(question);
    expect(refused.stderr).not.toContain('Mangled');
    expect(refused.stderr).toContain('At Store, In Transit to Factory');
    expect(unchanged).toBe(before);
    expect([answered.code, answered.stderr]).toEqual([0, '']);
    expect(answered.stdout).toMatch(/order new00001: its status "Mangled" is unknown/);
    const stored = await select(target.url, 'SELECT id, status FROM orders ORDER BY id');
    expect(stored.map(({ status }) => status)).toEqual([
      'AT_STORE',
      'DELIVERED',
      'DELIVERED',
      'DELIVERED',
      'AT_STORE',
      'CANCELLED',
    ]);
  },
);

test.each([
  ['Folded', '--status "Folded" says no status: write --status "Folded=Delivered"'],
  ['Folded=Gone', '--status "Folded=Gone": "Gone" is no status; there are At Store, In Transit to Factory,'],
  ['Folded=', '--status "Folded=": "" is no status;'],
])('the answer %s is told to be none, and nothing is touched', async (answer, sentence) => {
  const target = await seededDatabase('sqlite');
  const before = await dump(target.url);

  const refused = await importFile(target, [anOldFile(target.folder), '--status', answer]);

  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toContain(sentence);
  expect(await dump(target.url)).toBe(before);
});

test('one word with two answers is refused', async () => {
  const target = await seededDatabase('sqlite');
  const answers = ['--status', 'Folded=Delivered', '--status', 'FOLDED=At Store'];

  const refused = await importFile(target, [anOldFile(target.folder), ...answers]);

  expect([refused.code, refused.stderr]).toEqual([
    1,
    '--status "FOLDED=At Store": that word has another answer already\n',
  ]);
});

test('an import that breaks off half way leaves nothing', async () => {
  const target = await seededDatabase('sqlite');
  await execute(target.url, "CREATE TRIGGER fail BEFORE INSERT ON tracks BEGIN SELECT RAISE(ABORT, 'planted'); END");
  const before = await dump(target.url);

  const broken = await importFile(target, [anOldFile(target.folder)]);

  expect(broken.code).toBe(1);
  expect(await dump(target.url)).toBe(before);
});

test.each([
  ['no file', () => [], 'name one file: npm run import:legacy -- <sqlite file>'],
  [
    'a file that is not there',
    (folder: string) => [join(folder, 'none.db')],
    'the file cannot be opened: is it there?',
  ],
  ['a file of text', text, 'the file is not a SQLite database'],
  ['a file cut in half', half, 'the file is damaged: repair it with the sqlite3 tool first'],
  ['another database', another, "the file has no table service: is it the older server's database?"],
  ['a view in the place of a table', view, "the file has no table orders: is it the older server's database?"],
  ['a table without its columns', columns, "table orders has no column total: is it the older server's database?"],
])('%s is told in one sentence, and nothing is touched', async (_, make, sentence) => {
  const target = await seededDatabase('sqlite');
  const before = await dump(target.url);

  const refused = await importFile(target, make(emptyFolder()));

  expect([refused.code, refused.stdout, refused.stderr]).toEqual([1, '', `${sentence}\n`]);
  expect(await dump(target.url)).toBe(before);
});

test('rows made to hurt are left out or made harmless', async () => {
  const target = await emptyDatabase('sqlite');
  const hash = `scrypt:1073741824:8:1$salt$${'ab'.repeat(64)}`;
  const file = anOldFile(target.folder, {
    service: [
      { id: 's1', name: 'x'.repeat(50_000), price: -5 },
      { id: 's2', name: Buffer.from('bytes'), price: 1e300 },
    ],
    customer: [
      { id: 1, name: 'A\u0000B\u001b[31m', email: 'a@example.com', phone: '1', password_hash: hash },
      { id: 9_007_199_254_740_000, name: 'B', email: 'b@example.com', phone: '1', password_hash: '' },
    ],
    orders: [
      anOldOrder('00000001', { service_id: 's1,'.repeat(400), service_name: '', total: 0.1, customer_email: '' }),
      anOldOrder("x'; DROP TABLE orders; --", { created_at: '2024-02-30 25:61:00' }),
    ],
  });

  const imported = await importFile(target, [file]);

  expect([imported.code, imported.stderr]).toEqual([0, '']);
  expect(await count(target.url, 'orders')).toBe(2);
  expect(await count(target.url, 'order_lines')).toBe(402);
  const [customer] = await select(target.url, 'SELECT name, password_hash FROM customers WHERE id = 1');
  expect(customer).toEqual({ name: 'A B [31m', password_hash: null });
  expect(imported.stdout).toMatch(/service s1: its price .* is no amount/);
  expect(imported.stdout).toMatch(/customer 9007199254740000: left out/);
});

function text(folder: string): string[] {
  const path = join(folder, 'text.db');
  writeFileSync(path, 'this is no database, however long it goes on '.repeat(100));
  return [path];
}

function half(folder: string): string[] {
  const path = join(folder, 'half.db');
  const orders = Array.from({ length: 400 }, (_, index) => anOldOrder(`o${String(index).padStart(7, '0')}`));
  const whole = writeLegacy(join(folder, 'whole.db'), { orders });
  copyFileSync(whole, path);
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)));
  return [path];
}

function another(folder: string): string[] {
  return make(folder, 'CREATE TABLE notes (id INTEGER)');
}

function view(folder: string): string[] {
  return make(
    folder,
    `CREATE TABLE service (id, name, price); CREATE TABLE customer (id, name, email, phone);
     CREATE VIEW orders AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n`,
  );
}

function columns(folder: string): string[] {
  return make(
    folder,
    `CREATE TABLE service (id, name, price); CREATE TABLE customer (id, name, email, phone);
     CREATE TABLE orders (id, customer_name, customer_email, customer_phone, service_id, status)`,
  );
}

function make(folder: string, sql: string): string[] {
  const path = join(folder, 'made.db');
  const db = new Database(path);
  db.exec(sql);
  db.close();
  return [path];
}
