import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.js';
import { sqliteFileOf } from '../db/sqlite/open-sqlite.js';
import { type Finding, ok, problem, unless, warning } from './finding.js';

const GB = 1024 ** 3;

/** The disk under the database and the folder of the barcodes. */
export function lookAtMachine(config: Pick<Config, 'databaseUrl' | 'barcodeDir'>): Finding[] {
  const file = sqliteFileOf(config.databaseUrl);
  const barcodes = nearest(config.barcodeDir);
  return [
    ...(file === null ? [] : [room('disk', nearest(dirname(file)))]),
    unless(
      !isWritable(barcodes),
      warning(
        'BARCODE_DIR',
        `${config.barcodeDir} is not writable: every barcode is rendered each time it is asked for`,
      ),
      ok('BARCODE_DIR', `${config.barcodeDir} is writable`),
    ),
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

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
