import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { clerkOf } from '../support/browser/clerk.js';
import { expectAccessible, openPortal } from '../support/browser/portal.js';
import { aShopWithBrowser } from '../support/browser/product.js';

const shop = aShopWithBrowser();
let ids: { order: string; customer: number };

beforeAll(async () => {
  const clerk = await clerkOf(shop.url);
  const place = (customerName: string) =>
    clerk.post<{ order: { id: string; customerId: number } }>('/api/orders', {
      customerName,
      serviceIds: ['s1', 's2'],
    });
  const { order } = await place('आशा राव');
  await clerk.put(`/employee/api/orders/${order.id}/status`, { status: 'Ready for Delivery' });
  const sent = await place('மீரா ஐயர்');
  const batch = { type: 'STORE_TO_FACTORY', order_ids: [sent.order.id], created_by: '–' };
  const { id } = await clerk.post<{ id: number }>('/employee/api/transit-batches', batch);
  await clerk.put(`/employee/api/transit-batches/${id}/initiate`, {});
  await place('மீரா ஐயர்');
  ids = { order: order.id, customer: order.customerId };
});

const screens = () => [
  'board?at=ready',
  'take-in',
  `orders/${ids.order}`,
  'search?q=zzzzz',
  'factory',
  `hand-over?id=${ids.order}`,
  'customers',
  `customers/${ids.customer}`,
  'account',
];

/** Words of Latin letters on the screen, but for names, codes, units of time and what the shop calls its services. */
async function englishOn(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const spoken = [...document.querySelectorAll('[aria-label], [placeholder], [title], img[alt]')].flatMap((element) =>
      ['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
    );
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts.
    return `${document.body.innerText}\n${spoken.join('\n')}\n${document.title}`;
  });
  const known = ['FabClean', 'English', 'emp@emp.com', 'Employee', 'Laundry', 'Dry Cleaning', 'Ironing', 'zzzzz'];
  const rest = known.reduce((left, word) => left.replaceAll(word, ' '), text);
  const isCode = (word: string) => /^[a-z0-9]{8}$|^S2F-|^Esc$|^[ap]m$/i.test(word);
  return rest.split(/\s+/).filter((word) => /[A-Za-z]{2}/.test(word) && !isCode(word));
}

test.each([
  { language: 'hi-IN', font: 'devanagari', scheme: 'light' as const, width: 1280 },
  { language: 'ta-IN', font: 'tamil', scheme: 'dark' as const, width: 1024 },
  { language: 'ta-IN', font: 'tamil', scheme: 'light' as const, width: 320 },
])(
  'every screen speaks $language, in its own letters, $scheme, $width pixels wide',
  async ({ language, font, scheme, width }) => {
    const portal = await openPortal(shop.browser, shop.url, {
      locale: language,
      colorScheme: scheme,
      viewport: { width, height: 800 },
    });
    const { page } = portal;
    const files: string[] = [];
    page.on('request', (request) => files.push(new URL(request.url()).pathname));
    await page.goto(`/employee/${screens()[0]}`);
    await page.locator('[name=email]').waitFor();
    expect(await englishOn(page)).toEqual([]);
    await expectAccessible(page);
    await page.locator('[name=email]').fill('emp@emp.com');
    await page.locator('[name=password]').fill('emp');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();

    for (const screen of screens()) {
      await page.goto(`/employee/${screen}`);
      await page.locator('h1').waitFor();
      await expect.poll(() => page.locator('[aria-hidden][class*=bar]').count(), { timeout: 10_000 }).toBe(0);
      expect(await englishOn(page), screen).toEqual([]);
      await expectAccessible(page);
      // Nothing is cut off at the side: whatever is wider scrolls in itself.
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), screen).toBeLessThanOrEqual(
        0,
      );
    }
    expect(files.some((file) => file.includes(`noto-sans-${font}`))).toBe(true);
    await portal.close();
    expect(portal.complaints).toEqual([]);
  },
);
