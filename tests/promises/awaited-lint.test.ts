import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { promiseByHand } from '../support/promises/promise.js';

promiseByHand(26, { title: 'the lint for floating and misused promises is clean', on: ['none'] }, async () => {
  const rules = ['typescript/no-floating-promises', 'typescript/no-misused-promises'];
  const told = execFileSync('node_modules/.bin/oxlint', ['--type-aware', 'src', '--format', 'json'], {
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(told) as { diagnostics: { code: string }[] };
  const config = execFileSync('node_modules/.bin/oxlint', ['--print-config'], { encoding: 'utf8' });

  expect(diagnostics).toEqual([]);
  for (const rule of rules) expect(config).toMatch(new RegExp(`"${rule}": "?(error|deny)`));
});
