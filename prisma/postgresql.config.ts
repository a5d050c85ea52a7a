import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { derivePostgresSchema } from './scripts/derive-postgres-schema.js';
import './prisma.config.js';

const here = dirname(fileURLToPath(import.meta.url));
const twin = join(here, 'generated', 'postgresql.prisma');
mkdirSync(dirname(twin), { recursive: true });
writeFileSync(twin, derivePostgresSchema(readFileSync(join(here, 'schema.prisma'), 'utf8')));

export default defineConfig({ schema: twin });
