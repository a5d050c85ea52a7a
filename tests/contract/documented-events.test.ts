import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { eventCatalogue } from '../../src/modules/events/index.js';
import { guide } from '../support/manual.js';
import { freePort } from '../support/postgres.js';

const root = new URL('../../', import.meta.url);
const events = guide('events');

test('the guide has every event with its data, and no other', () => {
  const rows = [...events.matchAll(/^\| `([\w.]+)` \| (.+) \|$/gm)].map(([, type, data]) => [type, data]);

  expect(rows).toEqual(
    eventCatalogue.map(({ type, example }) => [
      type,
      Object.keys(example as object)
        .map((name) => `\`${name}\``)
        .join(', '),
    ]),
  );
});

test('the example of every event has the shape it declares, and no type is there twice', () => {
  for (const { type, data, example } of eventCatalogue) expect(data.safeParse(example).error, type).toBeUndefined();
  expect(new Set(eventCatalogue.map(({ type }) => type)).size).toBe(eventCatalogue.length);
});

test('the receiver in the guide takes what is signed and nothing else', async () => {
  const source = /```js\n(import \{ createServer[\s\S]*?)```/.exec(events)?.[1] ?? '';
  const secret = `whsec_${Buffer.from('a secret of thirty-two bytes now').toString('base64')}`;
  const port = await freePort();
  const child = spawn(process.execPath, ['--input-type=module', '-'], {
    cwd: fileURLToPath(root),
    env: { PATH: process.env['PATH'] ?? '', WEBHOOK_SECRET: secret, PORT: String(port) },
  });
  onTestFinished(() => {
    child.kill();
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  child.stdin.end(source);
  const body = JSON.stringify({ id: 'evt_42', type: 'order.created', data: { orderId: 'a1b2c3d4' } });
  const at = new Date();
  const post = (signature: string) =>
    fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body,
      headers: {
        'webhook-id': 'evt_42',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signature,
      },
    }).then(({ status }) => status);

  await expect.poll(() => post('v1,wrong').catch(() => 0), { timeout: 10_000 }).toBe(401);
  expect(await post(new Webhook(secret).sign('evt_42', at, body))).toBe(204);
  await expect.poll(() => printed).toContain('evt_42 order.created');
});
