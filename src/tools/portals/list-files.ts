import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file in a folder and below it, in an order that does not depend on the disk. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
