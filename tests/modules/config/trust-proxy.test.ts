import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config.js';

const SECRETS = {
  SECRET_KEY: 'a session secret that only this test uses',
  JWT_SECRET_KEY: 'a token secret that only this test ever uses',
};
const read = (TRUST_PROXY: string) => readConfig({ ...SECRETS, TRUST_PROXY }).trustProxy;

test.each([
  ['0', 0],
  ['2', 2],
  ['10.0.0.1', ['10.0.0.1']],
  ['loopback, 10.0.0.0/8, 2001:db8::/32', ['loopback', '10.0.0.0/8', '2001:db8::/32']],
])('TRUST_PROXY %s is a number of hops or a list of addresses', (text, trusted) => {
  expect(read(text)).toEqual(trusted);
});

test.each([
  'true',
  'false',
  'yes',
  '-1',
  '1.5',
  ',',
  'proxy.example.com',
  '10.0.0.1;',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/33',
])('TRUST_PROXY %s is refused: it trusts nobody known, or everybody', (text) => {
  expect(() => read(text)).toThrow('TRUST_PROXY must be a number of hops or a list of addresses');
});
