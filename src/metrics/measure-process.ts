import { readFileSync } from 'node:fs';
import { Gauge, type Registry } from 'prom-client';
import { z } from 'zod';
import type { Provider } from '../db/provider.js';

/** Which build this is, on what, and how many logins wait for a thread. */
export function measureProcess(registry: Registry, provider: Provider, waitingHashes: () => number): void {
  new Gauge({
    name: 'fabclean_build_info',
    help: 'Always 1; the labels say which version runs on which Node.js and database',
    labelNames: ['version', 'node', 'database'],
    registers: [registry],
  }).set({ version: version(), node: process.version, database: provider }, 1);
  new Gauge({
    name: 'fabclean_password_hashes_waiting',
    help: 'Logins, sign-ups and password changes whose hash waits for a thread',
    registers: [registry],
    collect() {
      this.set(waitingHashes());
    },
  });
}

/** The version of package.json. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
