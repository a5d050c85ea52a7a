import type { Seeded } from '../seed.js';

/** What somebody who just started the server wants to know. The generated password is in it once, on the first start. */
export function banner(url: string, seeded: Seeded): string {
  const password = passwordHint(seeded);
  return [
    '',
    `  FabClean    ${url}`,
    `  admin       ${seeded.adminUsername} / ${password}`,
    '  employee    emp@emp.com / emp (development only, unless changed)',
    `  docs        ${url}/docs/`,
    '',
  ].join('\n');
}

function passwordHint(seeded: Seeded): string {
  if (seeded.generatedPassword) return seeded.generatedPassword;
  return seeded.isNewAdmin ? 'the one in ADMIN_PASSWORD' : 'as set at the first start';
}
