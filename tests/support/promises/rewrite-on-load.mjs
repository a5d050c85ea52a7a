import { register } from 'node:module';

// For NODE_OPTIONS=--import: changes the source of built modules as they are loaded, as REWRITES says, so that a test can slow a
// check down or take a guard away without touching what is built.
register('./rewriting-hooks.mjs', import.meta.url, { data: JSON.parse(process.env['REWRITES'] ?? '[]') });
