import { expect, onTestFinished, test } from 'vitest';
import { providers, seededDatabase, select } from '../support/raw-database.js';
import { anyRedis, NO_REDIS } from '../support/redis.js';
import { productionEnvironment, runProgram, startServer } from '../support/server-process.js';

const RAMA = ['--name', 'Rama Rao', '--email', 'Rama@Example.com', '--username', 'Rama'];
const NEW = 'a sentence of the new password';

async function setUp(on: 'sqlite' | 'postgresql') {
  const { url, folder } = await seededDatabase(on);
  const env = { ...productionEnvironment, DATABASE_URL: url };
  const admin = (args: string[], input?: string) => runProgram('commands/admin', folder, env, args, input);
  return { url, folder, env, admin };
}

async function logIn(server: string, username: string, password: string) {
  const response = await fetch(`${server}/admin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  return { status: response.status, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

const meAs = async (server: string, cookie: string) =>
  (await fetch(`${server}/admin/api/me`, { headers: { cookie } })).status;

const audited = (url: string) =>
  select(url, `SELECT actor, action, entity_id AS id FROM audit_entries WHERE actor = 'operator' ORDER BY id`);

test.for(providers)('an admin is made beside a running server, with a password shown once, on %s', async (on) => {
  const { url, folder, env, admin } = await setUp(on);
  const server = await startServer('main', folder, env);

  const made = await admin(['create', ...RAMA]);
  const password = /^made rama, password (\S{20}) \(shown this once\)\n$/.exec(made.stdout)?.[1] ?? '';

  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect((await logIn(server.url, 'rama@example.com', password)).status).toBe(200);
  const [row] = await select(url, `SELECT id, password_hash FROM admin_users WHERE username = 'rama'`);
  expect(row?.['password_hash']).toMatch(/^\$2[aby]\$10\$/);
  const entries = await select(url, `SELECT actor, action, entity_id FROM audit_entries`);
  expect(entries).toEqual([{ actor: 'operator', action: 'user.created', entity_id: String(row?.['id']) }]);
  const again = await admin(['create', ...RAMA]);
  expect(again).toMatchObject({ code: 1, stdout: '', stderr: 'Email exists\n' });
});

test.for(providers)('a password from standard input replaces the old one and ends its sessions on %s', async (on) => {
  const { url, folder, env, admin } = await setUp(on);
  await admin(['create', ...RAMA, '--password-stdin'], 'the first password of Rama\n');
  const server = await startServer('main', folder, env);
  const [rama, bystander] = [
    await logIn(server.url, 'rama', 'the first password of Rama'),
    await logIn(server.url, 'admin', productionEnvironment.ADMIN_PASSWORD),
  ];
  expect([await meAs(server.url, rama.cookie), await meAs(server.url, bystander.cookie)]).toEqual([200, 200]);

  const reset = await admin(['reset-password', 'RAMA@example.com', '--password-stdin'], `${NEW}\n`);

  expect(reset).toMatchObject({ code: 0, stdout: 'rama: with the password given; all sessions ended\n', stderr: '' });
  expect([await meAs(server.url, rama.cookie), await meAs(server.url, bystander.cookie)]).toEqual([401, 200]);
  expect((await logIn(server.url, 'rama', 'the first password of Rama')).status).toBe(401);
  expect((await logIn(server.url, 'rama', NEW)).status).toBe(200);
  expect((await audited(url)).map(({ action }) => action)).toEqual(['user.created', 'user.updated']);
});

test.for(providers)('sessions are listed without what opens them, and ended, on %s', async (on) => {
  const { url, folder, env, admin } = await setUp(on);
  await admin(['create', ...RAMA, '--password-stdin'], NEW);
  const server = await startServer('main', folder, env);
  const [rama, bystander] = [
    await logIn(server.url, 'rama', NEW),
    await logIn(server.url, 'admin', productionEnvironment.ADMIN_PASSWORD),
  ];

  const listed = await admin(['sessions']);
  expect(listed.code).toBe(0);
  const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
  expect(listed.stdout).toMatch(
    new RegExp(
      `^admin  since ${time}  ends ${time} unless used\nrama  since ${time}  ends ${time} unless used\n2 in all\n$`,
    ),
  );
  const ended = await admin(['end-sessions', 'rama']);

  expect(ended).toMatchObject({ code: 0, stdout: 'rama: all sessions ended\n' });
  expect([await meAs(server.url, rama.cookie), await meAs(server.url, bystander.cookie)]).toEqual([401, 200]);
  expect((await admin(['sessions', 'rama'])).stdout).toBe('0 in all\n');
  expect((await audited(url)).map(({ action }) => action)).toEqual(['user.created', 'user.sessions_ended']);
});

test('a password that the console would refuse is refused here, and nothing changes', async () => {
  const { url, admin } = await setUp('sqlite');

  const short = await admin(['create', ...RAMA, '--password-stdin'], 'elevenchars\n');
  const empty = await admin(['reset-password', 'admin', '--password-stdin'], '');
  const missing = await admin(['create', '--name', 'Rama']);

  expect(short).toMatchObject({ code: 1, stdout: '', stderr: 'password must have at least 12 characters\n' });
  expect(empty.code).toBe(1);
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/^email .*\nusername /) });
  expect(await select(url, 'SELECT username FROM admin_users')).toEqual([{ username: 'admin' }]);
  expect(await audited(url)).toEqual([]);
});

test('a password is no argument, and what is not understood explains itself', async () => {
  const { admin } = await setUp('sqlite');

  const asArgument = await admin(['create', ...RAMA, '--password', NEW]);
  const unknown = await admin(['promote', 'admin']);
  const nobody = await admin(['end-sessions', 'nobody']);

  expect(asArgument.code).toBe(1);
  expect(asArgument.stdout + asArgument.stderr).not.toContain(NEW);
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringMatching(/^usage: npm run admin/) });
  expect(nobody).toMatchObject({ code: 1, stderr: 'User not found\n' });
});

test('sessions that are kept in Redis are listed and ended too', async (context) => {
  const redis = await anyRedis();
  if (!redis) return context.skip(NO_REDIS);
  onTestFinished(redis.stop);
  const { folder, env } = await setUp('sqlite');
  const withRedis = { ...env, REDIS_URL: redis.url };
  const admin = (args: string[]) => runProgram('commands/admin', folder, withRedis, args);
  const server = await startServer('main', folder, withRedis);
  const { cookie } = await logIn(server.url, 'admin', productionEnvironment.ADMIN_PASSWORD);

  const listed = await admin(['sessions', 'admin']);
  const ended = await admin(['end-sessions', 'admin']);

  expect(listed.stdout).toMatch(/^admin {2}since \S+ {2}ends \S+ unless used\n1 in all\n$/);
  expect(ended.code).toBe(0);
  expect(await meAs(server.url, cookie)).toBe(401);
  expect((await admin(['sessions'])).stdout).toBe('0 in all\n');
});
