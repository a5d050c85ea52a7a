import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { type GroupName, groups } from './groups.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const { tests } = groups[process.env['MUTATION_GROUP'] as GroupName];

const place = ({ moduleId }: TestSpecification) => tests.findIndex((path) => moduleId.includes(path));

/** In the order of the group: the first failure ends the run of a mutant. */
class InGivenOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

// As in tests/vitest.config.ts the tests meet the build; Stryker builds what it has mutated.
export default defineConfig({
  resolve: { alias: [{ find: /^(?:\.\.\/)+src\/(.*)$/, replacement: `${dist}$1` }] },
  test: {
    include: [...tests],
    env: { TEST_DATABASE: 'sqlite' },
    globals: false,
    globalSetup: ['tests/mutation/global-setup.ts'],
    server: { deps: { external: [/\/dist\//] } },
    // One worker loads the build once for all files of a mutant; the next mutant has a new one.
    isolate: false,
    pool: 'threads',
    maxWorkers: 1,
    sequence: { sequencer: InGivenOrder },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
