import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { guide } from '../support/manual.js';

const assignments = [...read('.env.example').matchAll(/^# ([A-Z][A-Z0-9_]*)=(.*)$/gm)];

const SECRETS = {
  SECRET_KEY: 'a session secret that only this test uses',
  JWT_SECRET_KEY: 'a token secret that only this test ever uses',
};

test('the defaults in .env.example are the ones that are used', () => {
  const documented = Object.fromEntries(assignments.map(([, name = '', value]) => [name, value]));

  const config = readConfig({ ...documented, ...SECRETS });

  expect(config).toEqual(readConfig(SECRETS));
});

test('the guide explains every variable, with its default', () => {
  const rows = [...guide('operating').matchAll(/^\| `([A-Z0-9_]+)` \| (.+?) \| .+ \|$/gm)];

  expect(rows.map(([, name]) => name)).toEqual(assignments.map(([, name]) => name));
  for (const [, name, value] of assignments.filter(([, , value]) => value !== '')) {
    expect(rows.find(([, variable]) => variable === name)?.[2], name).toBe(`\`${value}\``);
  }
});

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
