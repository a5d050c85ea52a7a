import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openPortal } from '../support/browser/portal.js';
import { aShopWithBrowser } from '../support/browser/product.js';

const shop = aShopWithBrowser();
const built = (path: string) => fileURLToPath(new URL(`../../dist${path}`, import.meta.url));

const MOST_KILOBYTES = 185;

test('until an order can be taken in the browser loads 185 KB at most, and one language', async () => {
  const portal = await openPortal(shop.browser, shop.url, { serviceWorkers: 'block' });
  const { page } = portal;
  const files = new Set<string>();
  page.on('request', (request) => files.add(new URL(request.url()).pathname));
  await page.goto('/employee/take-in');
  await page.getByLabel('Email').fill('emp@emp.com');
  await page.getByLabel('Password').fill('emp');
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().waitFor();
  const loaded = [...files].filter((file) => file.startsWith('/portals/assets/') && !file.endsWith('.woff2'));
  await portal.close();

  const bytes = loaded.map((file) => statSync(built(existsSync(built(`${file}.br`)) ? `${file}.br` : file)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0) / 1_000).toBeLessThanOrEqual(MOST_KILOBYTES);
  const words = loaded.filter((file) => readFileSync(built(file), 'utf8').includes('कारखाना'));
  expect(words).toEqual([]);
});
