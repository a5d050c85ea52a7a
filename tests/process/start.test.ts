import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareSync } from 'bcryptjs';
import { expect, test } from 'vitest';
import { getJson, logInAsEmployee, postJson } from '../support/over-http.js';
import { emptyDatabase, providers, select } from '../support/raw-database.js';
import { emptyFolder, startServer } from '../support/server-process.js';

const SERVICES = [
  { id: 's1', name: 'Laundry', price: 200, duration: '24h', status: 'Active', usage_count: 0 },
  { id: 's2', name: 'Dry Cleaning', price: 300, duration: '48h', status: 'Active', usage_count: 0 },
  { id: 's3', name: 'Ironing', price: 100, duration: '12h', status: 'Active', usage_count: 0 },
];

test('a start in an empty folder migrates, seeds, listens and says how to get in', async () => {
  const folder = emptyFolder();

  const server = await startServer('commands/start', folder);
  await expect.poll(server.stdout).toContain('docs ');
  const banner = server.stdout();
  const [admin] = await select(
    `file:${join(folder, 'data/fabclean.db')}`,
    'SELECT username, password_hash FROM admin_users',
  );

  const password = banner.match(/^ {2}admin +admin \/ (\S{12,})$/m)?.[1] ?? '';
  expect(banner).toContain(`FabClean    ${server.url}\n`);
  expect(banner).toMatch(/^ {2}employee +emp@emp\.com \/ emp\b/m);
  expect(banner).toContain(`docs        ${server.url}/docs/\n`);
  expect(admin?.['username']).toBe('admin');
  expect(compareSync(password, String(admin?.['password_hash']))).toBe(true);
});

test.for(providers)('the services of a new shop are there, and the documented employee gets in on %s', async (on) => {
  const { url, folder } = await emptyDatabase(on);
  const server = await startServer('commands/start', folder, { DATABASE_URL: url });

  const services = (await getJson(`${server.url}/api/services`)).body as { id: string }[];
  const login = await logInAsEmployee(server.url);

  expect(services.toSorted((a, b) => a.id.localeCompare(b.id))).toMatchObject(SERVICES);
  expect(services).toHaveLength(SERVICES.length);
  expect(login).toMatchObject({
    status: 200,
    body: { token: expect.any(String), worker: { name: 'Employee', email: 'emp@emp.com', role: 'employee' } },
  });
});

test('the generated admin password is printed by the first start and never again', async () => {
  const folder = emptyFolder();
  const first = await startServer('commands/start', folder);
  await expect.poll(first.stdout).toContain('docs ');
  const password = first.stdout().match(/admin \/ (\S{12,})$/m)?.[1] ?? 'no password was printed';
  await first.stop();

  const second = await startServer('commands/start', folder);
  await expect.poll(second.stdout).toContain('docs ');
  const { stdout, stderr } = await second.stop();

  expect(stdout).toMatch(/^ {2}admin +admin \/ as set at the first start$/m);
  expect(stdout + stderr).not.toContain(password);
  const admins = await select(`file:${join(folder, 'data/fabclean.db')}`, 'SELECT id FROM admin_users');
  expect(admins).toHaveLength(1);
});

test('an admin password that was given is used and not printed', async () => {
  const folder = emptyFolder();
  const server = await startServer('commands/start', folder, {
    ADMIN_USERNAME: 'Owner',
    ADMIN_PASSWORD: 'chosen by the owner',
  });

  await expect.poll(server.stdout).toContain('docs ');
  const { stdout, stderr } = await server.stop();

  expect(stdout).toMatch(/^ {2}admin +Owner \/ the one in ADMIN_PASSWORD$/m);
  expect(stdout + stderr).not.toContain('chosen by the owner');
  const [admin] = await select(
    `file:${join(folder, 'data/fabclean.db')}`,
    'SELECT username, password_hash FROM admin_users',
  );
  expect(admin?.['username']).toBe('owner');
  expect(compareSync('chosen by the owner', String(admin?.['password_hash']))).toBe(true);
});

test('secrets made outside production are private to the user and keep tokens valid over a restart', async () => {
  const folder = emptyFolder();
  const other = await startServer('commands/start', emptyFolder());
  const first = await startServer('commands/start', folder);
  const signedUp = await signUp(first.url);
  const signedUpElsewhere = await signUp(other.url);
  await first.stop();

  const second = await startServer('commands/start', folder);
  const mine = await getJson(`${second.url}/auth/me`, { Authorization: `Bearer ${signedUp}` });
  const foreign = await getJson(`${second.url}/auth/me`, { Authorization: `Bearer ${signedUpElsewhere}` });

  const path = join(folder, 'data/development-secrets.json');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(mine).toMatchObject({ status: 200, body: { email: 'meera@example.com' } });
  expect(foreign).toMatchObject({ status: 401, body: { error: 'Invalid or expired token' } });
  for (const secret of Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>)) {
    expect(second.stdout()).not.toContain(secret);
  }
});

async function signUp(serverUrl: string): Promise<string> {
  const { body } = await postJson(`${serverUrl}/auth/signup`, {
    name: 'Meera Iyer',
    email: 'meera@example.com',
    phone: '+919800000002',
    password: 'correct horse battery',
  });
  return String((body as { token: string }).token);
}
