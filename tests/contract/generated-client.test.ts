import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

test('the Prisma clients in src/generated are those of prisma/schema.prisma', { timeout: 120_000 }, () => {
  const fresh = generated();

  const committed = filesIn('src/generated');

  const differing = [...new Set([...fresh.keys(), ...committed.keys()])].filter(
    (name) => fresh.get(name) !== committed.get(name),
  );
  expect(differing, 'prisma/schema.prisma or Prisma changed: run `npm run generate` and commit src/generated').toEqual(
    [],
  );
  expect(committed.size).toBeGreaterThan(0);
});

/** What `npm run generate` writes, in a tree of its own. */
function generated(): Map<string, string> {
  const tree = mkdtempSync(join(tmpdir(), 'fabclean-generated-'));
  onTestFinished(() => rmSync(tree, { recursive: true, force: true }));
  for (const part of ['package.json', 'prisma']) cpSync(part, join(tree, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
  execFileSync('npm', ['run', 'generate', '--silent'], { cwd: tree, stdio: 'pipe' });
  return filesIn(join(tree, 'src/generated'));
}

function filesIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
