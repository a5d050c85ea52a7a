import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { offlineFiles } from './offline-files.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One build for all portals: a page each, and what they share in files of its own. `src/commands/build-portals.ts` runs it. */
export default defineConfig({
  root: here('.'),
  base: '/portals/',
  publicDir: false,
  // The compiler alone reads tsconfig.json; Vite only strips types.
  oxc: { jsx: { runtime: 'automatic' } },
  plugins: [offlineFiles('employee/sw.js')],
  build: {
    target: 'es2022',
    // They know light-dark(): what stands in for it elsewhere would not hear of a colour scheme that somebody chose.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A picture or font in a data: address would need a wider policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { employee: here('employee/index.html'), 'employee-sw': here('employee/sw.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'employee-sw' ? 'employee/sw.js' : 'assets/[name]-[hash].js'),
      },
      // The kit marks its files for servers that render React, which this is none of.
      onLog: (level, log, tell) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && tell(level, log),
    },
  },
});
