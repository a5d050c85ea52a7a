import type { Config } from '../../config.js';
import { type Finding, ok, unless, warning } from './finding.js';

/** What starts, and is seldom meant. Wrong settings do not come so far: they end every command. */
export function lookAtSettings(config: Config): Finding[] {
  if (!config.production)
    return [warning('NODE_ENV', 'this is not production: documented accounts, random secrets in data/')];
  return [
    ok('NODE_ENV', 'production'),
    unless(
      config.trustProxy === 0,
      warning(
        'TRUST_PROXY',
        'is 0: behind a proxy every client seems to have its address, and limits count them as one',
      ),
      ok(
        'TRUST_PROXY',
        `trusts ${typeof config.trustProxy === 'number' ? `${config.trustProxy} hops` : 'the named addresses'}`,
      ),
    ),
    unless(
      config.metricsToken === undefined,
      warning('METRICS_TOKEN', 'is not set: there are no metrics'),
      ok('METRICS_TOKEN', 'set'),
    ),
    unless(
      config.corsOrigins.length === 0,
      warning('CORS_ORIGINS', 'is empty: portals on other addresses cannot call the API from a browser'),
      ok('CORS_ORIGINS', `${config.corsOrigins.length} addresses`),
    ),
  ];
}
