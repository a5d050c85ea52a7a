import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';
const POLICY =
  "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';img-src 'self' blob:;form-action 'self';base-uri 'none';frame-ancestors 'none';font-src 'self';manifest-src 'self';worker-src 'self'";

const page = (path: string) => app.http.get(path).set('Accept', HTML);
const scriptOf = (html: string) => /src="(\/portals\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';

test.each(['/employee', '/employee/', '/employee/login', '/employee/orders/k3f9a2xz?placed=true'])(
  '%s is the counter’s page, under its own policy, and is asked for anew each time',
  async (path) => {
    const response = await page(path);

    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-cache',
    });
    expect(response.text).toContain('data-currency="INR" data-time-zone="Asia/Kolkata"');
    // Nothing stands in the page that its policy would not let run, and nothing comes from elsewhere.
    expect(response.text).not.toMatch(/<style|\son\w+=|\sstyle=|<script(?![^>]*\ssrc="\/portals\/)|https?:\/\//i);
  },
);

test('the API below the same addresses stays the API', async () => {
  expect((await page('/employee/api/nothing')).body).toMatchObject({ code: 'route.not_found' });
  expect((await page('/employee/api/orders')).status).toBe(401);
  expect((await app.http.get('/employee/orders')).status).toBe(404);
  expect((await page('/employees')).status).toBe(404);
  const refused = await app.http
    .post('/employee/login')
    .set('Accept', HTML)
    .send({ email: 'a@b.c', password: 'wrong' });
  expect(refused.body).toMatchObject({ code: 'auth.invalid_credentials' });
});

test('the files of a page are kept for ever, in the smallest form that the client reads', async () => {
  const script = scriptOf((await page('/employee')).text);
  const get = (encodings: string) => app.http.get(script).set('Accept-Encoding', encodings);

  const plain = await get('identity');
  expect(plain.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: expect.stringContaining('Accept-Encoding'),
  });
  expect(plain.headers['content-encoding']).toBeUndefined();
  const zipped = await get('gzip');
  const brotli = await app.http.head(script).set('Accept-Encoding', 'gzip, deflate, br');
  expect([zipped.headers['content-encoding'], brotli.headers['content-encoding']]).toEqual(['gzip', 'br']);
  expect(Number(zipped.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']));
  expect(zipped.text).toBe(plain.text);
});

test('the worker that keeps the page has its policy and its reach, and is looked for anew', async () => {
  const response = await app.http.get('/employee/sw.js');

  expect(response.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
    'service-worker-allowed': '/employee',
  });
  const files = [...response.text.matchAll(/"(\/portals\/assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files).toContain(scriptOf((await page('/employee')).text));
  for (const file of files) expect((await app.http.head(file)).status, file).toBe(200);
});

test('a file that the build did not make is nothing, and none of the folder above is one', async () => {
  for (const path of ['nothing.js', '', '../.made-of', '..%2femployee%2findex.html', '__proto__']) {
    expect((await app.http.get(`/portals/assets/${path}`)).status, path).toBe(404);
  }
});

test('the start page leads to the portals and the manual', async () => {
  const response = await page('/');

  for (const door of ['/employee', '/admin', '/docs/']) expect(response.text).toContain(`href="${door}"`);
});
