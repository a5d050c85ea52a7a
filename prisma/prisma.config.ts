import { defineConfig } from 'prisma/config';

// `prisma generate` only checks that an engine exists and never runs it: any executable will do, so nothing is downloaded.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'schema.prisma' });
