import { expect, test } from 'vitest';
import { emptyDatabase, execute, seededDatabase, select } from '../support/raw-database.js';
import { emptyFolder, productionEnvironment, runProgram, startServer } from '../support/server-process.js';

const SECRETS = ['SECRET_KEY', 'JWT_SECRET_KEY'] as const;
const WEAK = [
  'x',
  'exactly-thirty-one-bytes-long-!',
  // Every secret in the architecture text, and two that are only long enough.
  'super-jwt-secret-loki',
  'super-secret-key-loki',
  'your-secret-key-here',
  'your-jwt-secret-key-here',
  'production-secret-key',
  'production-jwt-secret-key',
  'super-jwt-secret-loki-super-jwt-secret-loki',
  'your-secret-key-here-your-secret-key-here',
];

test.for(SECRETS.flatMap((name) => ['main', 'commands/start'].map((program) => ({ name, program }))))(
  'production refuses to run $program without $name',
  async ({ name, program }) => {
    const { [name]: _, ...env } = productionEnvironment;

    const { code, stdout, stderr } = await runProgram(program, emptyFolder(), env);

    expect(code).toBe(1);
    expect(stderr.trim()).toBe(`${name} must be set in production`);
    expect(stdout).toBe('');
  },
);

test.for(SECRETS.flatMap((name) => WEAK.map((value) => ({ name, value }))))(
  'production refuses $value as $name without repeating it',
  async ({ name, value }) => {
    const { code, stdout, stderr } = await runProgram('main', emptyFolder(), {
      ...productionEnvironment,
      [name]: value,
    });

    expect(code).toBe(1);
    expect(stderr.split('\n')[0]).toMatch(
      new RegExp(`^${name} (must be at least 32 bytes long|is a documented example)`),
    );
    if (value.length > 1) expect(stdout + stderr).not.toContain(value);
  },
);

test('production refuses to run without limits', async () => {
  const { code, stderr } = await runProgram('main', emptyFolder(), { ...productionEnvironment, RATE_LIMITS: 'off' });

  expect([code, stderr.trim()]).toEqual([1, 'RATE_LIMITS must be on in production']);
});

test('production refuses limits that are raised until they limit nothing', async () => {
  const env = { ...productionEnvironment, RATE_LIMIT_FACTOR: '101' };

  const { code, stderr } = await runProgram('main', emptyFolder(), env);

  expect([code, stderr.trim()]).toEqual([1, 'RATE_LIMIT_FACTOR must be at most 100 in production']);
});

test('production refuses a rotation list when any secret in it is weak', async () => {
  const env = { ...productionEnvironment, SECRET_KEY: `${productionEnvironment.SECRET_KEY},old` };

  const { code, stderr } = await runProgram('main', emptyFolder(), env);

  expect(code).toBe(1);
  expect(stderr.trim()).toBe('SECRET_KEY must be at least 32 bytes long');
});

test('a secret of separators only is no secret in production', async () => {
  const { code, stderr } = await runProgram('main', emptyFolder(), {
    ...productionEnvironment,
    JWT_SECRET_KEY: ' , ,',
  });

  expect(code).toBe(1);
  expect(stderr.trim()).toBe('JWT_SECRET_KEY must be set in production');
});

test('both secrets are named when both are missing', async () => {
  const { code, stderr } = await runProgram('main', emptyFolder(), { NODE_ENV: 'production' });

  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    'SECRET_KEY must be set in production',
    'JWT_SECRET_KEY must be set in production',
  ]);
});

test.for(['commands/start', 'commands/seed'])(
  'production with no admin ends %s without ADMIN_PASSWORD',
  async (program) => {
    const { url, folder } = await emptyDatabase('sqlite');
    const { ADMIN_PASSWORD: _, ...env } = { ...productionEnvironment, DATABASE_URL: url };
    await runProgram('commands/migrate', folder, env);

    const { code, stdout, stderr } = await runProgram(program, folder, env);

    expect(code).toBe(1);
    expect(stderr).toContain('ADMIN_PASSWORD');
    expect(stdout).not.toContain('listening');
    expect(await select(url, 'SELECT id FROM admin_users')).toEqual([]);
  },
);

test('production refuses an admin password shorter than the documented twelve characters', async () => {
  const { url, folder } = await seededDatabase('sqlite');
  await execute(url, 'DELETE FROM admin_users');
  const env = { ...productionEnvironment, DATABASE_URL: url, ADMIN_PASSWORD: 'elevenchars' };

  const { code, stdout, stderr } = await runProgram('commands/seed', folder, env);

  expect(code).toBe(1);
  expect(stderr).toContain('ADMIN_PASSWORD');
  expect(stdout + stderr).not.toContain('elevenchars');
  expect(await select(url, 'SELECT id FROM admin_users')).toEqual([]);
});

test('production prints no password, and starts again without ADMIN_PASSWORD once there is an admin', async () => {
  const { url, folder } = await emptyDatabase('sqlite');
  const { ADMIN_PASSWORD: _, ...withoutPassword } = { ...productionEnvironment, DATABASE_URL: url };

  const first = await startServer('commands/start', folder, { ...productionEnvironment, DATABASE_URL: url });
  const firstEnd = await first.stop();
  const second = await startServer('commands/start', folder, withoutPassword);
  const secondEnd = await second.stop();

  const printed = [firstEnd.stdout, firstEnd.stderr, secondEnd.stdout, secondEnd.stderr].join('\n');
  for (const secret of [
    productionEnvironment.ADMIN_PASSWORD,
    productionEnvironment.SECRET_KEY,
    productionEnvironment.JWT_SECRET_KEY,
  ]) {
    expect(printed).not.toContain(secret);
  }
  expect(printed).not.toMatch(/password/i);
  expect(await select(url, 'SELECT id FROM admin_users')).toHaveLength(1);
});
