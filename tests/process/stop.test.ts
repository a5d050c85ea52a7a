import { expect, test } from 'vitest';
import { openConnection } from '../support/connection.js';
import { providers, seededDatabase, select } from '../support/raw-database.js';
import { startServer, statusOf } from '../support/server-process.js';

// One hash takes long enough to be in the middle of when the signal comes.
const SLOW = { BCRYPT_COST: '12', RATE_LIMITS: 'off', QUEUE_WAIT_MS: '20000' };

test.for(providers)('a stop answers what is in flight, keeps it, and ends with 0 on %s', async (provider) => {
  const { url, folder } = await seededDatabase(provider);
  const server = await startServer('main', folder, { ...SLOW, DATABASE_URL: url });
  const emails = ['first@example.com', 'second@example.com', 'third@example.com'];
  const connections = await Promise.all(emails.map(() => openConnection(server.url)));
  await Promise.all(connections.map((connection, index) => connection.begin(signUp(emails[index]))));

  const began = performance.now();
  const finished = server.stop();
  const answers = await Promise.all(connections.map((connection) => connection.answer()));
  const { code, stdout } = await finished;

  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(answers.map(({ body }) => (body as { customer: { email: string } }).customer.email)).toEqual(emails);
  expect(code).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(stdout).toContain('"msg":"stopped"');
  expect(await statusOf(`${server.url}/readyz`)).toBe(null);
  const stored = await select(url, 'SELECT email FROM customers WHERE password_hash IS NOT NULL ORDER BY id');
  expect(stored.map((row) => row['email']).sort()).toEqual([...emails].sort());
});

test('what is in flight when the server stops is answered and told to close its connection, and new ones are refused', async () => {
  const { url, folder } = await seededDatabase('sqlite');
  const server = await startServer('main', folder, { ...SLOW, DATABASE_URL: url });
  const connection = await openConnection(server.url);
  await connection.begin(signUp('in.flight@example.com'));

  const finished = server.stop();
  await expect.poll(server.stdout).toContain('"msg":"stopping"');
  const refused = await statusOf(`${server.url}/readyz`);
  const inFlight = await connection.answer();

  expect(refused).toBe(null);
  expect(inFlight).toMatchObject({ status: 201, headers: { connection: 'close' } });
  expect((await finished).code).toBe(0);
});

test('idle kept-alive connections do not hold a stop up', async () => {
  const { url, folder } = await seededDatabase('sqlite');
  const server = await startServer('main', folder, { DATABASE_URL: url });
  const connection = await openConnection(server.url);
  connection.send('GET', '/ping');
  expect((await connection.answer()).status).toBe(200);

  const { code, stdout } = await server.stop();

  expect(code).toBe(0);
  expect(stdout).toContain('"msg":"stopped"');
});

test('Ctrl-C stops the server as a stop signal does', async () => {
  const { url, folder } = await seededDatabase('sqlite');
  const server = await startServer('main', folder, { DATABASE_URL: url });

  server.signal('SIGINT');
  const { code, stdout } = await server.finished;

  expect(code).toBe(0);
  expect(stdout).toContain('"msg":"stopped"');
});

function signUp(email: string | undefined) {
  return {
    method: 'POST',
    path: '/auth/signup',
    body: { name: 'Meera Iyer', email, phone: '+919800000002', password: 'correct horse battery' },
  };
}
