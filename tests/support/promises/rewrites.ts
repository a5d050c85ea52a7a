import { fileURLToPath } from 'node:url';
import type { Environment } from '../environment.js';

/** A change of one built module: `file` below dist/, and the text in it to put another in the place of. */
export type Rewrite = { file: string; find: string; replace: string };

const HOOK = fileURLToPath(new URL('./rewrite-on-load.mjs', import.meta.url));

/** The environment that starts a server with these changes of its code. It does not start when one of them no longer fits. */
export function rewriting(rewrites: readonly Rewrite[], options = ''): Environment {
  return { NODE_OPTIONS: `${options} --import=${HOOK}`.trim(), REWRITES: JSON.stringify(rewrites) };
}

/** The environment with the fault added that `npm run test:faults` plants in every server of a run. */
export function withPlantedFault(env: Environment): Environment {
  const planted = JSON.parse(process.env['PLANTED_FAULT'] ?? '[]') as Rewrite[];
  if (planted.length === 0) return env;
  const own = JSON.parse(env['REWRITES'] ?? '[]') as Rewrite[];
  const others = (env['NODE_OPTIONS'] ?? '').replace(`--import=${HOOK}`, '').trim();
  return { ...env, ...rewriting([...own, ...planted], others) };
}
