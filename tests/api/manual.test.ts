import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('the front page leads to every page, and every link of the manual to something that is there', async () => {
  const pages = await readAll('/docs/');

  const paths = [...pages.keys()];
  expect(paths).toEqual(expect.arrayContaining(['/docs/guides/tour', '/docs/guides/operating', '/docs/architecture']));
  expect(paths.filter((path) => path.startsWith('/docs/decisions/')).length).toBeGreaterThan(10);
  for (const [path, html] of pages) {
    for (const link of linksOf(html, path)) {
      const { pathname, hash } = link;
      const target = pages.get(pathname) ?? (await app.http.get(pathname)).text;
      const isThere = pages.has(pathname) || (await app.http.get(pathname).redirects(1)).status === 200;
      expect(isThere, `${path} leads to ${pathname}`).toBe(true);
      if (hash)
        expect(target, `${path} leads to ${pathname}${hash}`).toContain(`id="${decodeURIComponent(hash.slice(1))}"`);
    }
  }
});

test('a page runs no script but this server’s, and says what it holds', async () => {
  const page = await app.http.get('/docs/guides/operating');

  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect(page.headers['content-security-policy']).not.toContain('unsafe');
  expect(page.text).not.toMatch(/<script>|style=|(?:src|href)="https?:[^"]*\.(?:js|css)"/);
  expect(page.text).toContain('<a href="/docs/guides/operating" aria-current="page">Operating</a>');
  expect(page.text).toContain('<a href="#backups">Backups</a>');
});

test('what the search looks through names a heading that is there, with the words under it', async () => {
  const sections = (await app.http.get('/docs/search.json')).body as { heading: string; url: string; text: string }[];

  const backups = sections.find(({ url }) => url === '/docs/guides/operating#backups');
  expect(backups).toMatchObject({ heading: 'Backups' });
  expect(backups?.text).toContain('npm run backup');
  expect((await app.http.get('/docs/minisearch.js')).status).toBe(200);
});

test('a page that is not there is an error like any other, and no file outside is served', async () => {
  for (const path of [
    '/docs/guides/none',
    '/docs/nothing',
    '/docs/..%2f..%2fpackage.json',
    '/docs/guides/..%2f..%2f..%2f.env',
  ]) {
    const answer = await app.http.get(path);
    expect(answer.status, path).toBe(404);
    expect(answer.body, path).toMatchObject({ error: expect.any(String) });
  }
});

/** All pages of the manual that can be reached from this one. */
async function readAll(first: string): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const waiting = [first];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path)) continue;
    const answer = await app.http.get(path);
    expect(answer.status, path).toBe(200);
    pages.set(path, answer.text);
    for (const { pathname } of linksOf(answer.text, path)) if (isPage(pathname)) waiting.push(pathname);
  }
  return pages;
}

function isPage(path: string): boolean {
  return /^\/docs\/(?:(?:guides|decisions)\/[\w-]+|architecture|contributing)?$/.test(path);
}

function linksOf(html: string, from: string): URL[] {
  const hrefs = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  return hrefs.map((href) => new URL(href, `http://shop.test${from}`)).filter(({ host }) => host === 'shop.test');
}
