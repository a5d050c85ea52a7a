import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { listFiles } from './list-files.js';

/** What the files in these folders, and these files, hold and are called: one text that is another when anything of it is. */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of statSync(path).isDirectory() ? listFiles(path) : [path]) {
      const content = readFileSync(file);
      hash.update(`${relative(path, file)}\n${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex');
}
