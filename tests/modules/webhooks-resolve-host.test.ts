import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createHostResolver } from '../../src/modules/webhooks/resolve-host.js';
import { aNameServer } from '../support/name-server.js';

async function aResolver(known: Record<string, string>, options: { silent?: string[]; hosts?: string } = {}) {
  const server = await aNameServer(known, options.silent);
  onTestFinished(server.close);
  const hostsFile = join(mkdtempSync(join(tmpdir(), 'hosts-')), 'hosts');
  writeFileSync(hostsFile, options.hosts ?? '');
  const resolve = createHostResolver({ servers: [server.address], hostsFile, limitMs: 300 });
  return { resolve, asked: server.asked };
}
const codeOf = (failed: Promise<unknown>) => failed.then(String, (error: { code: string }) => error.code);

test('a name is asked of the name server, and one family without addresses is no failure', async () => {
  const { resolve } = await aResolver({ 'shop.example': '203.0.113.7' });

  expect(await resolve('Shop.example.')).toEqual([{ address: '203.0.113.7', family: 4 }]);
});

test('the hosts file comes first, with comments, several names and both families', async () => {
  const hosts =
    '# shops\n203.0.113.9\tshop.example  till.example # the till\n2001:db8::9 till.example\nnonsense till.example\n';
  const { resolve, asked } = await aResolver({ 'till.example': '203.0.113.7' }, { hosts });

  expect(await resolve('till.example')).toEqual([
    { address: '203.0.113.9', family: 4 },
    { address: '2001:db8::9', family: 6 },
  ]);
  expect(asked).toEqual([]);
});

test('localhost is this machine, whatever a name server says', async () => {
  const { resolve, asked } = await aResolver({ localhost: '203.0.113.7', 'a.localhost': '203.0.113.7' });

  for (const name of ['localhost', 'a.localhost']) {
    expect((await resolve(name)).map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
  }
  expect(asked).toEqual([]);
});

test('a name server that does not answer is given up, and asked once however many wait', async () => {
  const { resolve, asked } = await aResolver({ 'good.example': '203.0.113.7' }, { silent: ['slow.example'] });

  const slow = Array.from({ length: 50 }, () => codeOf(resolve('slow.example')));
  expect(await resolve('good.example')).toHaveLength(1);

  expect(new Set(await Promise.all(slow)).size).toBe(1);
  expect(asked.filter((name) => name === 'slow.example').length).toBeLessThanOrEqual(4);
});

test('a failure is remembered for a while, and of the name alone', async () => {
  const { resolve, asked } = await aResolver({ 'good.example': '203.0.113.7' });

  expect(await codeOf(resolve('gone.example'))).toBe('ENOTFOUND');
  const before = asked.length;
  expect(await codeOf(resolve('GONE.example.'))).toBe('ENOTFOUND');
  expect(asked.length).toBe(before);
  expect(await resolve('good.example')).toHaveLength(1);
});
