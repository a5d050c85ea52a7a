import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apiDocument } from '../routers/api-document.js';

// npm run openapi: writes public/openapi.json, which the server answers as it is. A test tells when it is out of date.
const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
const file = new URL('public/openapi.json', root);
writeFileSync(file, `${JSON.stringify(apiDocument(version), null, 2)}\n`);
console.log(`wrote ${fileURLToPath(file)}`);
