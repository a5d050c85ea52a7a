import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { variableNames } from '../../src/config.js';
import { emptyFolder, runProgram, startServer } from '../support/server-process.js';

const example = readFileSync(fileURLToPath(new URL('../../.env.example', import.meta.url)), 'utf8');

test.for([
  { name: 'TRUST_PROXY', value: 'true' },
  { name: 'PORT', value: 'x' },
  { name: 'PORT', value: '65536' },
  { name: 'TIME_ZONE', value: 'Nowhere' },
  { name: 'DATABASE_URL', value: 'mysql://root:hunter2@localhost/shop' },
  { name: 'DATABASE_URL', value: 'file:.' },
  { name: 'DATABASE_URL', value: 'file:./shop.db?connection_limit=1' },
  { name: 'DATABASE_URL', value: 'file:./shop.db#main' },
  { name: 'DATABASE_URL', value: 'file://backup-host/shop.db' },
  { name: 'DATABASE_URL', value: 'file:./data/' },
  { name: 'DATABASE_URL', value: 'file::memory:' },
  { name: 'DATABASE_URL', value: 'postgresql://fabclean:hunt#er2@localhost/shop' },
  { name: 'DATABASE_DIRECT_URL', value: 'postgresql://fabclean:hunt?er2@localhost/shop' },
  { name: 'DATABASE_REPLICA_URL', value: 'postgresql://fabclean:hunter2@localhost/shop' },
  { name: 'CURRENCY', value: 'rupees' },
  { name: 'COUNTRY', value: 'india' },
  { name: 'COUNTRY', value: 'XX' },
  { name: 'LOG_LEVEL', value: 'chatty' },
  { name: 'NODE_ENV', value: 'staging' },
  { name: 'TOKEN_TTL_SECONDS', value: '0' },
])('$name=$value ends the start with one sentence that names the variable', async ({ name, value }) => {
  const folder = emptyFolder();

  const { code, stdout, stderr } = await runProgram('commands/start', folder, { [name]: value });

  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  expect(stderr).not.toContain(value.length > 1 ? value : 'hunter2');
  expect(stdout).toBe('');
  expect(readdirSync(folder)).toEqual([]);
});

test('several wrong variables are named at once', async () => {
  const env = { PORT: 'x', TIME_ZONE: 'Nowhere', TRUST_PROXY: 'true', DATABASE_URL: 'mysql://localhost/shop' };

  const { code, stderr } = await runProgram('main', emptyFolder(), env);

  expect(code).toBe(1);
  const named = stderr
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0]);
  expect(named.sort()).toEqual(Object.keys(env).sort());
});

test('a wrong variable does not hide that production lacks its secrets', async () => {
  const { code, stderr } = await runProgram('main', emptyFolder(), { NODE_ENV: 'production', PORT: 'x' });

  expect(code).toBe(1);
  const named = stderr
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0]);
  expect(named.sort()).toEqual(['JWT_SECRET_KEY', 'PORT', 'SECRET_KEY']);
});

test('a .env in the working folder is read', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, '.env'), 'DATABASE_URL=file:./elsewhere/shop.db\nADMIN_USERNAME=owner\n');

  const server = await startServer('commands/start', folder);
  await expect.poll(server.stdout).toMatch(/^ {2}admin +owner \//m);

  expect(existsSync(join(folder, 'elsewhere/shop.db'))).toBe(true);
  expect(existsSync(join(folder, 'data/fabclean.db'))).toBe(false);
});

test('the environment wins over .env', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, '.env'), 'PORT=x\nDATABASE_URL=file:./from-dotenv.db\n');
  mkdirSync(join(folder, 'given'));

  await startServer('commands/start', folder, { PORT: '0', DATABASE_URL: 'file:./given/shop.db' });

  expect(existsSync(join(folder, 'given/shop.db'))).toBe(true);
  expect(existsSync(join(folder, 'from-dotenv.db'))).toBe(false);
});

test('.env.example names exactly the variables the product reads, each under a line of text', () => {
  const lines = example.split('\n');
  const documented = lines.flatMap((line, index) => {
    const name = /^#? ?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, text: lines[index - 1] ?? '' }];
  });

  expect(documented.map(({ name }) => name).sort()).toEqual([...variableNames].sort());
  for (const { name, text } of documented) expect(text, name).toMatch(/^# .{15,}/);
});

test('every value .env.example shows is the default: with all of them set a start goes as without', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, '.env'), example.replace(/^# ?([A-Z][A-Z0-9_]*=)/gm, '$1'));

  const server = await startServer('commands/start', folder);
  await expect.poll(server.stdout).toMatch(/^ {2}admin +admin \/ \S{12,}$/m);

  expect(existsSync(join(folder, 'data/fabclean.db'))).toBe(true);
  expect(existsSync(join(folder, 'data/development-secrets.json'))).toBe(true);
});
