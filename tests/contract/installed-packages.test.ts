import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

const packageOf = (name: string) => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

function importedBySources(): Set<string> {
  const folder = new URL('src/', root);
  const imported = new Set<string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(tsx?|css)$/.test(path) || path.endsWith('.d.ts')) continue;
    const text = readFileSync(new URL(path, folder), 'utf8');
    const named = text.matchAll(
      /^(?!import type)(?:import |export |\} )[^'"\n]*from ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]|url\("([^"]+)"\)/gm,
    );
    for (const [, first, second, third] of named) {
      const name = first ?? second ?? third ?? '';
      if (!/^[./#]|^node:|^data:/.test(name) && !builtinModules.includes(name)) imported.add(packageOf(name));
    }
  }
  return imported;
}

test('what the sources import is installed without the packages of development: npm start builds there, too', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    dependencies: Record<string, string>;
  };

  const imported = importedBySources();
  expect(imported).toContain('react');
  expect([...imported].filter((name) => dependencies[name] === undefined)).toEqual([]);
});
