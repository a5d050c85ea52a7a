import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../../config.js';
import { sqliteFileOf } from '../../db/sqlite/open-sqlite.js';
import { type Finding, ok, problem, unless, warning } from './finding.js';

const GB = 1024 ** 3;

/** The disk under the database, and what is set for nothing. */
export function lookAtMachine(config: Pick<Config, 'databaseUrl' | 'barcodeDir'>): Finding[] {
  const file = sqliteFileOf(config.databaseUrl);
  return [
    ...(file === null ? [] : [room('disk', nearest(dirname(file)))]),
    ...(config.barcodeDir === undefined
      ? []
      : [warning('BARCODE_DIR', 'is set and not used any more: its folder can be deleted')]),
  ];
}

function room(about: string, folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / GB;
  const says = `${free.toFixed(1)} GB free in ${folder}`;
  if (free < 0.1) return problem(about, says);
  return unless(free < 1, warning(about, says), ok(about, says));
}

/** The folder, or the one in which it would be made. */
function nearest(path: string): string {
  let folder = resolve(path);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}
