import { expect } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { postJson } from '../support/over-http.js';
import { promiseByHand } from '../support/promises/promise.js';
import { emptyDatabase, execute, select } from '../support/raw-database.js';
import { emptyFolder, productionEnvironment, runProgram, startServer } from '../support/server-process.js';

const GUESSES = ['admin', 'password', 'loki', 'emp', 'defaultpass', 'changeme', 'admin123', 'super-secret-key-loki'];

promiseByHand(
  1,
  { title: 'every documented or guessable login of a new production is refused' },
  async (on, { figure }) => {
    const { url, folder } = await emptyDatabase(on);
    const env = { ...productionEnvironment, DATABASE_URL: url, RATE_LIMIT_FACTOR: '100' };
    const server = await startServer('commands/start', folder, env);
    const order = anOrderBody();
    expect((await postJson(`${server.url}/api/orders`, order)).status).toBe(201);

    for (const password of GUESSES) {
      const tries = [
        await postJson(`${server.url}/admin/login`, { username: 'admin', password }),
        await postJson(`${server.url}/employee/login`, { email: 'emp@emp.com', password }),
        await postJson(`${server.url}/worker/login`, { email: 'emp@emp.com', password }),
        await postJson(`${server.url}/auth/login`, { email: order['customerEmail'], password }),
      ];
      expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    }
    expect(await select(url, 'SELECT id FROM workers')).toEqual([]);
    figure('logins', GUESSES.length * 4);
  },
);

promiseByHand(1, { title: 'a deleted admin is not brought back by the next start' }, async (on) => {
  const { url, folder } = await emptyDatabase(on);
  const env = { ...productionEnvironment, DATABASE_URL: url };
  await (await startServer('commands/start', folder, env)).stop();
  await execute(url, 'UPDATE admin_users SET deleted_at = created_at, username = NULL');

  const server = await startServer('commands/start', folder, env);
  const login = await postJson(`${server.url}/admin/login`, {
    username: 'admin',
    password: productionEnvironment.ADMIN_PASSWORD,
  });

  expect(login.status).toBe(401);
  expect(await select(url, 'SELECT id FROM admin_users')).toHaveLength(1);
});

const BAD = [undefined, 'exactly-thirty-one-bytes-long-!', 'super-jwt-secret-loki-super-jwt-secret-loki'];

promiseByHand(
  1,
  { title: 'without good secrets nothing starts, and the variable is named without its value', on: ['none'] },
  async (_on, { figure }) => {
    for (const name of ['SECRET_KEY', 'JWT_SECRET_KEY']) {
      for (const value of BAD) {
        const { [name]: _, ...others } = { ...productionEnvironment } as Record<string, string>;
        const env = value === undefined ? others : { ...others, [name]: value };

        const { code, stdout, stderr } = await runProgram('commands/start', emptyFolder(), env);

        expect(code).toBe(1);
        expect(stderr).toContain(name);
        if (value !== undefined) expect(stdout + stderr).not.toContain(value);
      }
    }
    figure('starts refused', 2 * BAD.length);
  },
);
