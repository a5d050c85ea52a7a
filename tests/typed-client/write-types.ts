import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { markOf } from './mark-of.js';

// npm run types:client: writes the types of the API document, marked with the document they are of. openapi-typescript needs
// TypeScript 5, which cannot stand beside ours, so that npm fetches the two for this run only.
const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const document = file('public/openapi.json');
const types = file('src/portals/shared/api/fabclean.d.ts');

const packages = ['--package=typescript@5.9.3', '--package=openapi-typescript@7.13.0'];
execFileSync('npm', ['exec', '--yes', ...packages, '--', 'openapi-typescript', document, '-o', types], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
writeFileSync(types, `${markOf(readFileSync(document, 'utf8'))}\n${readFileSync(types, 'utf8')}`);
