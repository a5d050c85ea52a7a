import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { aShop, examine, SECRETS, WHOLE } from '../support/doctor.js';
import { emptyDatabase, execute, providers } from '../support/raw-database.js';
import { emptyFolder, productionEnvironment, runProgram, startServer } from '../support/server-process.js';

test.for(providers)(
  'a sound installation has no problem and no warning, and its secrets are not told, on %s',
  async (on) => {
    const { folder, env } = await aShop(on);

    const { code, stdout, stderr, warnings, problems } = await examine(folder, env);

    expect({ code, stderr, warnings, problems }).toEqual({ code: 0, stderr: '', warnings: [], problems: [] });
    for (const about of ['durability', 'migrations', 'data', 'accounts', 'time'])
      expect(stdout).toContain(`ok       ${about} `);
    for (const secret of [SECRETS.SECRET_KEY, SECRETS.JWT_SECRET_KEY, WHOLE.METRICS_TOKEN, 'fabclean:fabclean']) {
      expect(stdout).not.toContain(secret);
    }
  },
);

test.for(providers)('what must be mended is named, and ends with 1, on %s', async (on) => {
  const { url, folder, env } = await aShop(on);
  await execute(url, `UPDATE services SET usage_count = 3 WHERE id = 's2'`);
  await execute(
    url,
    `INSERT INTO workers (name, email, role, password_hash, updated_at, created_at)
    VALUES ('Employee', 'emp@emp.com', 'EMPLOYEE', 'x', '2026-01-01T00:00:00.000+00:00', '2026-01-01T00:00:00.000+00:00')`,
  );
  await execute(url, 'DELETE FROM admin_users');

  const { code, problems } = await examine(folder, env);

  expect(code).toBe(1);
  expect(problems).toEqual([
    expect.stringMatching(/^data +service s2: usage_count is off by 3/),
    expect.stringMatching(/^data +1 findings/),
    expect.stringMatching(/^accounts +the documented worker emp@emp\.com can log in/),
    expect.stringMatching(/^admins +there is none/),
  ]);
});

test('what starts but is seldom meant is a warning, and no more', async () => {
  const { url, folder } = await aShop('sqlite');

  const { code, warnings, problems } = await examine(folder, { ...productionEnvironment, DATABASE_URL: url });

  expect({ code, problems }).toEqual({ code: 0, problems: [] });
  expect(warnings.map((line) => line.split(' ')[0])).toEqual([
    'TRUST_PROXY',
    'METRICS_TOKEN',
    'CORS_ORIGINS',
    'ADMIN_PASSWORD',
  ]);
});

test('wrong settings are all named, and no value is', async () => {
  const env = { ...WHOLE, SECRET_KEY: 'short-canary', PORT: 'canary-port', TIME_ZONE: 'Canary/Nowhere' };

  const { code, stdout, stderr } = await examine(emptyFolder(), env);

  expect(code).toBe(1);
  for (const name of ['SECRET_KEY', 'PORT', 'TIME_ZONE']) expect(stderr).toContain(name);
  expect(stdout + stderr).not.toMatch(/canary/i);
});

test('a missing database is told and not made; one that lacks its migrations is told', async () => {
  const { url, folder } = await emptyDatabase('sqlite');
  const missing = await examine(folder, { ...WHOLE, DATABASE_URL: url });
  const unmigrated = await emptyDatabase('postgresql');

  const lacking = await examine(unmigrated.folder, { ...WHOLE, DATABASE_URL: unmigrated.url });

  expect(missing).toMatchObject({ code: 1, problems: [expect.stringMatching(/^database +there is none at/)] });
  expect((await runProgram('commands/doctor', folder, { ...WHOLE, DATABASE_URL: url })).code).toBe(1);
  expect(lacking).toMatchObject({
    code: 1,
    problems: [expect.stringMatching(/^migrations +the database lacks \d+_foundation/)],
  });
});

test('a PostgreSQL that may lose what it acknowledged is a problem, one out of reach too', async () => {
  const { url, folder, env } = await aShop('postgresql');
  await execute(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
  const away = new URL(url);
  away.password = 'canary-of-a-password';

  const careless = await examine(folder, { ...env, DATABASE_POOL_SIZE: '200' });
  const unreachable = await examine(folder, { ...env, DATABASE_URL: away.href });

  expect(careless).toMatchObject({
    code: 1,
    problems: [expect.stringMatching(/^durability .*synchronous_commit off/)],
  });
  expect(unreachable).toMatchObject({ code: 1, problems: [expect.stringMatching(/^database +/)] });
  expect(unreachable.stdout).not.toContain('canary');
});

test('two processes that have one SQLite file open are a warning, the server alone is none', async () => {
  const { url, folder, env } = await aShop('sqlite');
  await startServer('main', folder, env);
  const one = await examine(folder, env);

  // A second server is refused, but nothing stops a script.
  const open = new Database(url.slice('file:'.length));
  onTestFinished(() => void open.close());
  const two = await examine(folder, env);

  expect(one.warnings).toEqual([]);
  expect(two.warnings).toEqual([expect.stringMatching(/^processes +\d+ and \d+ have the file open/)]);
});

test('a setting that is used for nothing is a warning', async () => {
  const { folder, env } = await aShop('sqlite');

  const { code, warnings } = await examine(folder, { ...env, BARCODE_DIR: join(folder, 'fabclean.db', 'barcodes') });

  expect(code).toBe(0);
  expect(warnings).toEqual([expect.stringMatching(/^BARCODE_DIR +is set and not used any more/)]);
});
