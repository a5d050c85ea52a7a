import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Environment } from '../environment.js';

const PRELOADED = fileURLToPath(new URL('./jumping-clock.cjs', import.meta.url));

/** A wall clock for servers started with `env`. `set` puts it so many seconds ahead of the true time, or behind it, at once. */
export function jumpingClock(): { env: Environment; set(seconds: number): void } {
  const folder = mkdtempSync(join(tmpdir(), 'fabclean-clock-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'offset');
  const set = (seconds: number) => {
    // In one step: the server may read at any moment.
    writeFileSync(`${file}.new`, String(seconds * 1_000));
    renameSync(`${file}.new`, file);
  };
  set(0);
  return { env: { NODE_OPTIONS: `--require=${PRELOADED}`, CLOCK_FILE: file }, set };
}
