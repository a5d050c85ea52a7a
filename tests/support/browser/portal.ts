import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';
import { expect } from 'vitest';

export type Portal = {
  page: Page;
  /** What the page complained of so far: violations of its policy, errors, requests to anybody else. */
  complaints: string[];
  close: () => Promise<void>;
};

/** A page of the portals on a till of its own: nothing of any other test is kept in it. */
export async function openPortal(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  scannerGapMs = 5_000,
): Promise<Portal> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  // The keys of a robot come late on a busy machine: nothing here goes by how late.
  await context.addInitScript(`localStorage.setItem('fabclean.scannerGap', '${scannerGapMs}')`);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message)) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin) {
      complaints.push(`a request to ${request.url()}`);
    }
  });
  return { page, complaints, close: () => context.close() };
}

// A refused request is told on the screen; the browser writes it down as well.
function isRefusal(message: ConsoleMessage): boolean {
  return /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
}

/** Logs in by keyboard alone. */
export async function logInByKeyboard(page: Page, email = 'emp@emp.com', password = 'emp'): Promise<void> {
  await page.getByLabel('Email').waitFor();
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

/** Fails with every finding of axe about what is on the screen now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  expect(found, `at ${page.url()}`).toEqual([]);
}

/** What a scanner of the kind that types does: every key at once, and Enter. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 2 });
  await page.keyboard.press('Enter');
}
