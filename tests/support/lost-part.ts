import { existsSync } from 'node:fs';

/** What to say when a library lost a part that this file leans on. Throws when the file is somewhere else by now. */
export function lostPart(file: string, consequence: string): string {
  if (!existsSync(file)) throw new Error(`${file} has moved: name the new place`);
  return `${file} ${consequence}`;
}
