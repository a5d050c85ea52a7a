import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clerkOf } from '../support/browser/clerk.js';
import { expectAccessible, logInByKeyboard, openPortal, type Portal, scan } from '../support/browser/portal.js';
import { aShopWithBrowser } from '../support/browser/product.js';

const shop = aShopWithBrowser();
let portal: Portal;
let page: Page;
let id: string;

beforeEach(async () => {
  const clerk = await clerkOf(shop.url);
  const body = { customerName: 'Asha Rao', customerPhone: '98765 10001', serviceIds: ['s1', 's2'] };
  ({
    order: { id },
  } = await clerk.post<{ order: { id: string } }>('/api/orders', body));
  portal = await openPortal(shop.browser, shop.url);
  page = portal.page;
  await page.goto('/employee/account');
  await logInByKeyboard(page);
  await page.getByRole('button', { name: 'Log out' }).waitFor();
});

afterEach(async () => {
  await portal.close();
  expect(portal.complaints).toEqual([]);
});

const opened = () => page.waitForURL(`**/employee/orders/${id}`);

test('a scan opens its order wherever the focus is, and a piece’s tag the order that it is of', async () => {
  await page.getByRole('heading', { name: 'My account' }).focus();
  await scan(page, id);
  await opened();

  await page.goto('/employee/account');
  await page.getByRole('button', { name: 'Log out' }).waitFor();
  await scan(page, `${id.toUpperCase()}-2`);
  await opened();
});

test('a scan presses no button that has the focus, and leaves a field as it was', async () => {
  await page.getByRole('button', { name: 'Log out' }).focus();
  await scan(page, id);
  await opened();
  await page.getByRole('heading', { level: 1, name: id }).waitFor();

  await page.goto('/employee/account');
  const field = page.getByLabel('Current password');
  await field.fill('half a word');
  await field.focus();
  await page.evaluate(() => {
    Object.assign(window, { kept: [] });
    document.querySelector('input[autocomplete="current-password"]')?.addEventListener('input', (event) => {
      const { kept } = window as unknown as { kept: string[] };
      kept.push((event.target as HTMLInputElement).value);
    });
  });
  await scan(page, id);
  await opened();
  expect(await page.evaluate(() => (window as unknown as { kept: string[] }).kept.at(-1))).toBe('half a word');
});

test('what a person types is no scan, and a real Enter presses the button', async () => {
  await portal.close();
  portal = await openPortal(shop.browser, shop.url, {}, 50);
  page = portal.page;
  await page.goto('/employee/search');
  await logInByKeyboard(page);
  await page.getByRole('searchbox').waitFor();
  await page.keyboard.type(id, { delay: 120 });
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: id }).waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe(id);

  await page.goto('/employee/account');
  await page.getByRole('button', { name: 'Log out' }).press('Enter');
  await page.getByText('You are logged out.').waitFor();
});

test('what nobody knows is refused in words, over an open dialog too', async () => {
  await page.getByRole('button', { name: 'Keys' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.waitFor();
  await expectAccessible(page);
  await scan(page, 'zzzzzzz0');
  await page.getByText('Nothing here is called zzzzzzz0').first().waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Keys');

  await scan(page, id);
  await opened();
});

test('thirty scans in a row go into a batch, and none is lost', async () => {
  const clerk = await clerkOf(shop.url);
  const ids: string[] = [];
  for (let nth = 0; nth < 30; nth += 1) {
    const body = { customerName: `Customer ${nth}`, serviceIds: ['s1'] };
    ids.push((await clerk.post<{ order: { id: string } }>('/api/orders', body)).order.id);
  }
  await page.goto('/employee/factory');
  await page.getByRole('checkbox', { name: ids.at(-1) ?? '' }).waitFor();

  for (const code of ids) {
    await scan(page, code);
    await page.waitForTimeout(60);
  }

  const chosen = page.locator('p[role=status]', { hasText: 'chosen' });
  await expect.poll(() => chosen.textContent()).toBe('30 orders chosen');
  // The choice is kept over a reload.
  await page.reload();
  await page.getByText('30 orders chosen').waitFor();
});
