import { createRequire } from 'node:module';

/** How many of the list are refused; it begins with the most common. */
const MOST_COMMON = 3_000;

let common: ReadonlySet<string> | undefined;

/** Whether it is one of the 3,000 most common passwords, in capitals or not. */
export function isCommonPassword(password: string): boolean {
  common ??= load();
  return common.has(password.toLowerCase());
}

// On first use: unpacking the list takes 50 ms, which most processes never need.
function load(): ReadonlySet<string> {
  const require = createRequire(import.meta.url);
  const { dictionary } = require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');
  return new Set(Array.from(dictionary['passwords-common']).slice(0, MOST_COMMON).map(String));
}
