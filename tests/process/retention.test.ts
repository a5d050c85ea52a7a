import { expect, test } from 'vitest';
import { execute, providers, seededDatabase, select } from '../support/raw-database.js';
import { runProgram, startServer, statusOf } from '../support/server-process.js';

test.for(providers)('npm run retention works beside a running server on %s', async (on) => {
  const { url, folder } = await seededDatabase(on);
  const server = await startServer('main', folder, { DATABASE_URL: url });
  const row = (jti: string, time: string) => `('${jti}', '${time}')`;
  await execute(
    url,
    `INSERT INTO revoked_tokens (jti, expires_at) VALUES
    ${row('old', '2001-01-01T00:00:00.000+00:00')}, ${row('new', '2999-01-01T00:00:00.000+00:00')}`,
  );

  const { code, stdout, stderr } = await runProgram('commands/retention', folder, { DATABASE_URL: url });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toEqual([
    'sessions: 0 removed',
    'revoked_tokens: 1 removed',
    'idempotency_keys: 0 removed',
    'rate_limits: 0 removed',
    'webhook_deliveries: 0 removed',
    'events: 0 removed',
  ]);
  expect(await select(url, 'SELECT jti FROM revoked_tokens')).toEqual([{ jti: 'new' }]);
  expect(await statusOf(`${server.url}/ping`)).toBe(200);
  expect((await server.stop()).code).toBe(0);
});
