import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('the document is answered as it is checked in', async () => {
  const response = await app.http.get('/openapi.json');

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toMatch(/^application\/json/);
  expect(response.text).toBe(readFileSync(new URL('../../public/openapi.json', import.meta.url), 'utf8'));
});

test('the page to read it brings all it needs from this server, and runs no script from elsewhere', async () => {
  const page = await app.http.get('/docs/api/');
  const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
  const answers = await Promise.all(parts.map((path) => app.http.get(path)));

  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toContain("default-src 'none';script-src 'self';connect-src 'self'");
  expect(page.headers['content-security-policy']).not.toContain('unsafe');
  expect(parts).toHaveLength(5);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
  expect(page.text).not.toMatch(/<script>|style=/);
});

test('nothing else of the viewer is served', async () => {
  const paths = ['package.json', 'swagger-initializer.js', 'swagger-ui.js.map', '..%2fpackage.json', 'index.js'];

  for (const path of paths) expect((await app.http.get(`/docs/api/${path}`)).status, path).toBe(404);
});
