import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

// The tests run what is shipped: imports of src/ lead to the build, which worker threads can load too.
const alias = [{ find: /^(?:\.\.\/)+src\/(?!portals\/)(.*)$/, replacement: `${dist}$1` }];
const server = { deps: { external: [/\/dist\//] } };
const common = { globals: false, testTimeout: 30_000, hookTimeout: 60_000, server };

// Loading the application takes longer than most files' tests: files share a worker, each with an app and a database of its own.
const onDatabase = (name: 'sqlite' | 'postgresql') => ({
  resolve: { alias },
  test: {
    ...common,
    name,
    include: ['tests/api/**/*.test.ts'],
    env: { TEST_DATABASE: name },
    isolate: false,
    restoreMocks: true,
    setupFiles: ['tests/support/leave-nothing-behind.ts'],
  },
});

export default defineConfig({
  resolve: { alias },
  test: {
    server,
    globalSetup: ['tests/support/global-setup.ts'],
    reporters: ['default', './tests/support/promise-table-reporter.ts', './tests/support/plain-summary-reporter.ts'],
    // Half of their time tests wait: for timers, and for servers to start. Six have connections enough on one PostgreSQL.
    maxWorkers: Math.min(6, Math.ceil(availableParallelism() * 1.5)),
    projects: [
      {
        resolve: { alias },
        test: { ...common, name: 'unit', include: ['tests/modules/**/*.test.ts', 'tests/contract/**/*.test.ts'] },
      },
      onDatabase('sqlite'),
      onDatabase('postgresql'),
      {
        resolve: { alias },
        test: {
          ...common,
          name: 'process',
          include: ['tests/process/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        resolve: { alias },
        test: { ...common, name: 'browser', include: ['tests/portals/**/*.test.ts'], testTimeout: 120_000 },
      },
      { resolve: { alias }, test: { ...common, name: 'promises', include: ['tests/promises/**/*.test.ts'] } },
    ],
  },
});
