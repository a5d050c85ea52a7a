import type { Page, Request } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clerkOf } from '../support/browser/clerk.js';
import { expectAccessible, logInByKeyboard, openPortal, type Portal, scan } from '../support/browser/portal.js';
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

type Order = { id: string; status: string; customerId: number; total: number; items: { quantity: number }[] };

test('a clerk takes an order in, finds it, sends it to the factory and back, and hands it over, all by keyboard and scanner', async () => {
  const clerk = await clerkOf(shop.url);
  await page.goto('/employee/take-in');
  await page.getByLabel('Email').waitFor();
  await expectAccessible(page);
  await logInByKeyboard(page);

  // Whoever logs in goes on where they were. Nobody is known by that name: it is taken over.
  await page.getByLabel('Customer').waitFor();
  await expectAccessible(page);
  await page.keyboard.type('Asha Rao');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Asha Rao');
  await page.keyboard.type('98765 10001');
  await page.keyboard.press('Enter');
  await page.keyboard.type('3*1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await page.getByLabel('How many: ').nth(1).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByText('Order taken in').waitFor();
  await expectAccessible(page);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const placed = await clerk.get<Order>(`/employee/api/orders/${id}`);
  expect(placed).toMatchObject({ status: 'At Store', items: [{ quantity: 3 }, { quantity: 1 }] });

  // It is found by the end of the phone number, and on the board.
  await page.keyboard.press('F3');
  await page.getByRole('searchbox').waitFor();
  await page.keyboard.type('10001');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: id }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('F4');
  await page.getByRole('link', { name: id }).waitFor();
  await expectAccessible(page);

  // To the factory, by a scan of its ticket.
  await page.keyboard.press('F6');
  await page.getByRole('checkbox', { name: id }).waitFor();
  await expectAccessible(page);
  await scan(page, id);
  await page.getByText('1 order chosen').waitFor();
  await page.getByRole('button', { name: 'Send to factory' }).press('Enter');
  await page.getByRole('button', { name: 'Receive' }).press('Enter');
  await page.getByRole('button', { name: 'Complete' }).press('Enter');
  await page.getByText('No batch is under way').waitFor();
  expect((await clerk.get<Order>(`/employee/api/orders/${id}`)).status).toBe('Processing');

  // And back.
  await page.getByRole('radio', { name: 'Back to the store' }).press('Space');
  await page.getByRole('checkbox', { name: id }).waitFor();
  await scan(page, id);
  await page.getByRole('button', { name: 'Send to store' }).press('Enter');
  await page.getByRole('button', { name: 'Receive' }).press('Enter');
  await page.getByRole('button', { name: 'Complete' }).press('Enter');
  await page.getByText('No batch is under way').waitFor();

  // The ticket is scanned, Enter hands over.
  await page.keyboard.press('F7');
  await page.getByText('Scan a ticket or choose an order.').waitFor();
  await expectAccessible(page);
  await scan(page, id);
  await page.getByRole('button', { name: 'Hand over' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByText(`Order ${id} handed over`).waitFor();
  expect((await clerk.get<Order>(`/employee/api/orders/${id}`)).status).toBe('Delivered');
});

test('a name that is typed with a pause at Hand over hands nothing over, whoever is the only one it fits', async () => {
  const clerk = await clerkOf(shop.url);
  const name = 'Zubeida Wahab';
  const { order } = await clerk.post<{ order: Order }>('/api/orders', { customerName: name, serviceIds: ['s1'] });
  await clerk.put(`/employee/api/orders/${order.id}/status`, { status: 'Ready for Delivery' });
  await page.goto('/employee/hand-over');
  await logInByKeyboard(page);
  await page.getByText('Scan a ticket or choose an order.').waitFor();
  await page.keyboard.type('Zub');
  await page.getByRole('button', { name: 'Hand over' }).waitFor();

  await page.keyboard.type('eida Wahab', { delay: 250 });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Hand over' }).waitFor();

  expect((await clerk.get<Order>(`/employee/api/orders/${order.id}`)).status).toBe('Ready for Delivery');
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByText(`Order ${order.id} handed over`).waitFor();
});

test('a five-line order of a returning customer takes 25 keys and two requests', async () => {
  const clerk = await clerkOf(shop.url);
  const { id } = await clerk.post<{ id: number }>('/employee/api/customers', {
    name: 'Meera Iyer',
    phone: '98111 24680',
  });
  await page.goto('/employee/take-in');
  await logInByKeyboard(page);
  await page.getByRole('option').first().waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.waitForTimeout(500);
  const requests: string[] = [];
  const note = (request: Request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(employee\/)?api\//.test(pathname)) requests.push(`${request.method()} ${pathname}`);
  };
  let keys = 0;
  const type = async (text: string) => {
    for (const key of text) {
      // As fast as a practised hand, and no scanner.
      await page.keyboard.press(key === '\n' ? 'Enter' : key, { delay: 20 });
      await page.waitForTimeout(60);
      keys += 1;
    }
  };

  page.on('request', note);
  await type('4680\n');
  await page.getByText('Meera Iyer').waitFor();
  await type('3*1\n2\n2*3\n1\n3\n');
  // Services already in the order were counted up: five entries, three lines.
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await type('\n');
  await answered;
  page.off('request', note);

  await page.getByText('Order taken in').waitFor();
  expect(requests.filter((request) => !request.includes('/api/events')).slice(0, 2)).toEqual([
    'GET /employee/api/customers',
    'POST /api/orders',
  ]);
  expect(keys).toBeLessThanOrEqual(25);
  const orders = await clerk.get<Order[]>('/employee/api/orders?q=24680');
  expect(orders).toHaveLength(1);
  expect(orders[0]).toMatchObject({ customerId: id, items: [{ quantity: 4 }, { quantity: 1 }, { quantity: 3 }] });
});
