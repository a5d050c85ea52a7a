import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startServer } from '../server-process.js';
import { launchBrowser } from './launch.js';

export const SHOP_ADMIN_PASSWORD = 'the admin of the tests';

/** The built product as a process on an empty database, and a browser, for all tests of a file. */
export function aShopWithBrowser(): { url: string; browser: Browser } {
  const shop = { url: '', browser: undefined as unknown as Browser };
  const ends: (() => unknown)[] = [];
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fabclean-portals-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    const server = await startServer(
      'commands/start',
      folder,
      { ADMIN_PASSWORD: SHOP_ADMIN_PASSWORD },
      'ready',
      (end) => ends.push(end),
    );
    shop.url = server.url;
    shop.browser = await launchBrowser();
    ends.push(() => shop.browser.close());
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  return shop;
}
