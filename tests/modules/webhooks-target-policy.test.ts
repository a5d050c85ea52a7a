import { expect, test } from 'vitest';
import { isAllowedAddress, problemOfUrl } from '../../src/modules/webhooks/target-policy.js';
import { createSecretBox } from '../../src/modules/webhooks/webhook-secrets.js';

const refused =
  `127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1
  255.255.255.255 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1
  64:ff9b:1::1 2002:7f00:1:: 2001::1 2001:db8::1 4000::1 fec0::1 nonsense`.split(/\s+/);

test.each(refused)('a webhook never goes to %s in production', (address) => {
  expect(isAllowedAddress(address, false)).toBe(false);
});

test.each(['8.8.8.8', '1.1.1.1', '2606:4700::1', '2a00:1450:4001::1'])('a webhook may go to %s', (address) => {
  expect(isAllowedAddress(address, false)).toBe(true);
});

test('outside production this machine may be reached, and no other private one', () => {
  expect(
    ['127.0.0.1', '::1', '10.0.0.1', '::ffff:127.0.0.1'].map((address) => isAllowedAddress(address, true)),
  ).toEqual([true, true, false, false]);
});

test.each([
  ['http://example.com/', 'must begin with https://'],
  ['http://127.0.0.1/', 'must begin with https://'],
  ['https://localhost/', 'must be a public address'],
  ['https://localhost./', 'must be a public address'],
  ['https://LOCALHOST.:8443/', 'must be a public address'],
  ['https://foo.localhost/', 'must be a public address'],
  ['https://a.b.localhost./', 'must be a public address'],
  ['https://127.0.0.1/', 'must be a public address'],
  ['https://0x7f.1/', 'must be a public address'],
  ['https://2130706433/', 'must be a public address'],
  ['https://[::1]/', 'must be a public address'],
  ['https://[::ffff:10.0.0.1]/', 'must be a public address'],
  ['https://user:secret@example.com/', 'must not hold credentials'],
  ['https://example.com/#there', 'must not have a fragment'],
  ['https://example.com:22/', 'must have port 443 or 8443'],
  ['ftp://example.com/', 'must begin with https://'],
  ['example.com', 'must be a URL'],
])('%s is refused in production: %s', (url, problem) => {
  expect(problemOfUrl(url, true)).toBe(problem);
});

test('what is fine', () => {
  const fine = ['https://example.com/x?y=1', 'https://example.com:8443/', 'https://mylocalhost.example/'];
  expect(fine.map((url) => problemOfUrl(url, true))).toEqual([null, null, null]);
  expect(
    ['http://127.0.0.1:3000/', 'http://[::1]:80/', 'http://localhost:1/'].map((u) => problemOfUrl(u, false)),
  ).toEqual([null, null, null]);
  expect(problemOfUrl('http://10.0.0.1/', false)).toBe('must begin with https://');
});

test('secrets open with any of the keys, the first of which seals, and with no other', () => {
  const [older, both] = [createSecretBox(['old key']), createSecretBox(['new key', 'old key'])];
  const sealed = older.seal('whsec_abc');

  expect(sealed).not.toContain('whsec_abc');
  expect(both.open(sealed)).toBe('whsec_abc');
  expect(older.open(both.seal('whsec_abc'))).toBe(null);
  expect(createSecretBox(['another']).open(sealed)).toBe(null);
});
