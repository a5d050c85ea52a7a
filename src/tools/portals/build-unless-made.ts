import { existsSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compressFiles } from './compress-files.js';
import { fingerprint } from './fingerprint.js';

const MADE_OF = '.made-of';

/**
 * Builds the pages in `from` into `to`, hashed and compressed, unless `to` was made of the same files and of the same `others`. What
 * was there before is replaced only once the new one is whole.
 */
export async function buildUnlessMade(from: string, to: string, others: readonly string[]): Promise<void> {
  const now = fingerprint([from, ...others]);
  const mark = join(to, MADE_OF);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === now) return;
  // Loading Vite takes longer than looking whether it is needed.
  const { build } = await import('vite');
  const draft = `${to.replace(/[/\\]$/, '')}.${process.pid}`;
  await build({
    configFile: join(from, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: draft, emptyOutDir: true },
  });
  await compressFiles(draft);
  await writeFile(join(draft, MADE_OF), now);
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
}
