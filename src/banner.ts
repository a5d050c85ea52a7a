import type { Config } from './config.js';
import type { Seeded } from './seed.js';

/** What somebody who just started the server wants to know. The generated password is in it once, on the first start. */
export function banner(url: string, seeded: Seeded, config: Config): string {
  const password =
    seeded.generatedPassword ??
    (config.adminPassword ? 'the one in ADMIN_PASSWORD' : 'the one printed on the first start');
  return [
    '',
    `  FabClean    ${url}`,
    `  admin       ${seeded.adminUsername} / ${password}`,
    '  employee    emp@emp.com / emp (development only, unless changed)',
    '  docs        README.md, with a tour in curl',
    '',
  ].join('\n');
}
