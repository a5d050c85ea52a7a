import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const shape = z.object({ sessionSecret: z.string().min(32), tokenSecret: z.string().min(32) });

/** Random secrets of this installation, made once and kept in `data/`. Production never uses them. */
export function developmentSecrets(folder = 'data'): z.infer<typeof shape> {
  const path = join(folder, 'development-secrets.json');
  try {
    return read(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  const secrets = { sessionSecret: randomBytes(32).toString('hex'), tokenSecret: randomBytes(32).toString('hex') };
  writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600 });
  try {
    // A link fails when the name exists: of two first starts one wins, and both use its secrets.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return read(path);
}

function read(path: string): z.infer<typeof shape> {
  return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
}
