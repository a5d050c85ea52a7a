import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clerkOf } from '../support/browser/clerk.js';
import { expectAccessible, logInByKeyboard, openPortal, type Portal } from '../support/browser/portal.js';
import { aShopWithBrowser } from '../support/browser/product.js';

const shop = aShopWithBrowser();
let portal: Portal;
let page: Page;

beforeEach(async () => {
  portal = await openPortal(shop.browser, shop.url);
  page = portal.page;
});

afterEach(async () => {
  await portal.close();
  expect(portal.complaints).toEqual([]);
});

test('a wrong password is refused in the server’s sentence, with the number of the request', async () => {
  await page.goto('/employee');
  await page.getByLabel('Email').fill('emp@emp.com');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Log in' }).click();

  const refusal = page.getByRole('alert');
  await refusal.waitFor();
  expect(await refusal.textContent()).toMatch(/^Invalid credentials.*Request [\w-]{8,}/);
  await expectAccessible(page);
});

test('a login that was ended leads to the login and back to the same screen, with its filters', async () => {
  await page.goto('/employee/board?at=ready');
  await logInByKeyboard(page);
  await page.getByRole('link', { name: 'Ready' }).waitFor();
  await page.reload();
  await page.getByText('Nothing here').waitFor();

  // Somebody else logs this login out.
  const token = await page.evaluate(async () => {
    const request = indexedDB.open('fabclean-employee');
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const kept = request.result.transaction('session').objectStore('session').get('current');
    await new Promise((resolve) => {
      kept.onsuccess = resolve;
    });
    request.result.close();
    return (kept.result as { token: string }).token;
  });
  await fetch(`${shop.url}/employee/logout`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
  await page.reload();

  await page.getByText('Your login was ended.').waitFor();
  expect(await page.getByLabel('Email').inputValue()).toBe('emp@emp.com');
  await expectAccessible(page);
  await page.keyboard.type('emp');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing here').waitFor();
  expect(page.url()).toContain('/employee/board?at=ready');
});

test('what one clerk does shows on the other’s board by itself, and a change made meanwhile is told', async () => {
  const clerk = await clerkOf(shop.url);
  await page.goto('/employee/board');
  await logInByKeyboard(page);
  await page.getByText('Nothing here').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();

  const body = { customerName: 'Meera Iyer', customerPhone: '98111 24680', serviceIds: ['s1'] };
  const { order } = await clerk.post<{ order: { id: string } }>('/api/orders', body);
  await page.getByRole('link', { name: order.id }).click();

  await page.getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Notes').fill('No starch');
  await expectAccessible(page);
  await clerk.put(`/employee/api/orders/${order.id}`, { customerPhone: '98111 00000' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Somebody changed this order meanwhile.').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save mine' }).click();

  await page.getByText('No starch').waitFor();
  const now = await clerk.get<Record<string, string>>(`/employee/api/orders/${order.id}`);
  // What the other one changed stays: only what was typed here is sent.
  expect(now).toMatchObject({ specialInstructions: 'No starch', customerPhone: '98111 00000' });
});

test('an order is cancelled for a reason only, and a customer is entered and changed', async () => {
  const clerk = await clerkOf(shop.url);
  const { order } = await clerk.post<{ order: { id: string } }>('/api/orders', {
    customerName: 'Ravi Menon',
    serviceIds: ['s1'],
  });
  await page.goto(`/employee/orders/${order.id}`);
  await logInByKeyboard(page);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Brought twice');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click();
  await page.getByText('Brought twice').waitFor();

  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Lakshmi Pillai');
  await page.getByRole('dialog').getByLabel('Phone').fill('98222 33333');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Lakshmi Pillai' }).waitFor();
  await page.getByText('No orders yet').waitFor();
  await expectAccessible(page);
});
