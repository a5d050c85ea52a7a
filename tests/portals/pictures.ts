import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clerkOf } from '../support/browser/clerk.js';
import { launchBrowser } from '../support/browser/launch.js';
import { startServer } from '../support/server-process.js';

// npm run pictures: takes the picture of the counter for the README, of the built product with an order being taken in.
const folder = mkdtempSync(join(tmpdir(), 'fabclean-pictures-'));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
try {
  const env = { ADMIN_PASSWORD: 'the admin of the pictures' };
  const { url } = await startServer('commands/start', folder, env, 'ready', (end) => ends.push(end));
  const clerk = await clerkOf(url);
  await clerk.post('/employee/api/customers', {
    name: 'Asha Rao',
    phone: '+91 98765 10001',
    address: '12 MG Road, Bengaluru',
    notes: 'No starch in cottons',
  });
  const browser = await launchBrowser();
  ends.push(() => browser.close());
  const page = await browser.newPage({ locale: 'en-IN', viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}/employee/take-in`);
  await page.getByLabel('Email').fill('emp@emp.com');
  await page.getByLabel('Password').fill('emp');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByLabel('Customer').fill('10001');
  await page.getByLabel('Customer').press('Enter');
  await page.getByText('12 MG Road, Bengaluru').waitFor();
  for (const typed of ['3*1', '2']) {
    await page.getByLabel('Service', { exact: true }).fill(typed);
    await page.getByLabel('Service', { exact: true }).press('Enter');
  }
  await page.getByLabel('Pick-up date').fill('2026-12-02');
  await page.getByLabel('Service', { exact: true }).focus();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.screenshot({ path: fileURLToPath(new URL('../../public/docs/pictures/counter.png', import.meta.url)) });
} finally {
  for (const end of ends.reverse()) await end();
}
