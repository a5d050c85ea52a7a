import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { clerkOf } from '../support/browser/clerk.js';
import { expectAccessible, logInByKeyboard, openPortal, type Portal } from '../support/browser/portal.js';
import { aShopWithBrowser, SHOP_ADMIN_PASSWORD } from '../support/browser/product.js';

const shop = aShopWithBrowser();
let clerk: Awaited<ReturnType<typeof clerkOf>>;
let nth = 0;
let customer: string;

beforeEach(async () => {
  clerk = await clerkOf(shop.url);
  nth += 1;
  customer = `Latha ${'abcdefgh'[nth]}nair`;
});

const ordersOfCustomer = () =>
  clerk.get<{ items: { quantity: number }[] }[]>(`/employee/api/orders?q=${encodeURIComponent(customer)}`);

async function atTakeIn({ page }: Portal): Promise<Page> {
  await page.goto('/employee/take-in');
  await logInByKeyboard(page);
  await page.getByRole('option').first().waitFor();
  return page;
}

async function placeOne(page: Page): Promise<void> {
  await page.getByLabel('Name').fill(customer);
  await page.getByLabel('Service', { exact: true }).fill('2*1');
  await page.getByLabel('Service', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Place order' }).click();
}

test('without the network the counter opens, takes an order in and sends it later, once', async () => {
  const portal = await openPortal(shop.browser, shop.url);
  const page = await atTakeIn(portal);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('option').first().waitFor();
  await placeOne(page);
  await page.getByText('Kept here, sent later').waitFor();
  await expectAccessible(page);
  expect(await ordersOfCustomer()).toEqual([]);

  // It is there after another start of the page, and nobody logs out over it.
  await page.goto('/employee/account');
  await page.getByText('1 order waits to be sent: log out once it is').waitFor();
  expect(await page.getByRole('button', { name: 'Log out' }).isDisabled()).toBe(true);

  await page.context().setOffline(false);
  await expect.poll(async () => (await ordersOfCustomer()).length, { timeout: 30_000 }).toBe(1);
  await expect.poll(() => page.getByRole('link', { name: 'waits to be sent' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Log out' }).isEnabled()).toBe(true);
  await portal.close();
});

test('an order whose answer was lost is one order, though two tabs send it again', async () => {
  const portal = await openPortal(shop.browser, shop.url, { serviceWorkers: 'block' });
  const page = await atTakeIn(portal);
  const context = page.context();
  let lost = 0;
  await context.route('**/api/orders', async (route) => {
    if (route.request().method() !== 'POST' || lost >= 2) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });

  await placeOne(page);
  await page.getByText('Kept here, sent later').waitFor();
  const other = await context.newPage();
  await other.goto('/employee/waiting');
  await Promise.all([page, other].map((tab) => tab.evaluate(() => dispatchEvent(new Event('online')))));
  await Promise.all([page, other].map((tab) => tab.evaluate(() => dispatchEvent(new Event('online')))));

  await page.getByText('Nothing waits').waitFor({ timeout: 40_000 });
  await other.getByText('Nothing waits').waitFor();
  expect(lost).toBe(2);
  expect(await ordersOfCustomer()).toMatchObject([{ items: [{ quantity: 2 }] }]);
  await portal.close();
});

test('what the server refuses later is kept with its sentence until somebody puts it right', async () => {
  const portal = await openPortal(shop.browser, shop.url, { serviceWorkers: 'block' });
  const page = await atTakeIn(portal);
  await page.context().setOffline(true);
  await placeOne(page);
  await page.getByText('Kept here, sent later').waitFor();
  await setServiceOne('Inactive');

  await page.context().setOffline(false);
  const refusal = page.getByRole('alert').filter({ hasText: 'Request' });
  await refusal.waitFor({ timeout: 30_000 });
  await expectAccessible(page);
  expect(await ordersOfCustomer()).toEqual([]);

  await setServiceOne('Active');
  await page.getByRole('button', { name: 'Change and send again' }).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByText('Order taken in').waitFor();
  expect(await ordersOfCustomer()).toHaveLength(1);
  await portal.close();
});

async function setServiceOne(status: 'Active' | 'Inactive'): Promise<void> {
  const json = { 'Content-Type': 'application/json' };
  const logIn = await fetch(`${shop.url}/admin/login`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username: 'admin', password: SHOP_ADMIN_PASSWORD }),
  });
  const cookie = logIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const services = (await (await fetch(`${shop.url}/admin/api/services`, { headers: { cookie } })).json()) as {
    id: string;
    name: string;
    category: string | null;
  }[];
  // The first of the list at the counter: by category, then by name.
  const [first] = services.toSorted((one, other) =>
    `${one.category ?? '\uffff'}\n${one.name}`.localeCompare(`${other.category ?? '\uffff'}\n${other.name}`),
  );
  const changed = await fetch(`${shop.url}/admin/api/services/${first?.id}`, {
    method: 'PUT',
    headers: { ...json, cookie },
    body: JSON.stringify({ status }),
  });
  expect(changed.status).toBe(200);
}
