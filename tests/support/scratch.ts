import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux has a folder in memory. Where it is small, as in many containers, or memory is short, tests use the disk. */
const IN_MEMORY = '/dev/shm';
const ROOM = 2 ** 31;

let place: string | undefined;

/**
 * A new folder for databases of tests. In memory where there is room enough: a thousand commits wait a thousand times for a disk, and
 * no test cuts the power. Whoever makes it removes it.
 */
export function scratchFolder(prefix: string): string {
  place ??= isRoomy(IN_MEMORY) ? IN_MEMORY : tmpdir();
  return mkdtempSync(join(place, prefix));
}

function isRoomy(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM && process.availableMemory() >= 2 * ROOM;
  } catch {
    return false;
  }
}
