import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Attempt, anAttempt, NO_TRACES } from '../support/attempts.js';
import { expectRefusal, NOT_JSON, WRONG_MEDIA } from '../support/error-shape.js';
import { sendRaw } from '../support/raw-http.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

// Raw, because clients re-encode what they are given.
function post(bytes: Buffer, headers: string[]) {
  const head = ['POST /api/orders HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers];
  const length = `Content-Length: ${bytes.length}`;
  return sendRaw(app, Buffer.concat([Buffer.from(`${[...head, length].join('\r\n')}\r\n\r\n`), bytes]));
}

const json = 'Content-Type: application/json';
const bytesOf = (attempt: Attempt, name: string) => Buffer.from(JSON.stringify(attempt.body({ customerName: name })));

test.each([
  ['latin1', 'iso-8859-1'],
  ['utf16le', 'utf-16'],
  ['utf16le', 'utf-16le'],
  ['utf8', 'utf-32'],
  ['utf8', 'utf-7'],
  ['utf8', 'windows-1252'],
  ['utf8', 'nonsense'],
] as const)('a body in %s announced as charset %s is refused with 415', async (encoding, charset) => {
  const attempt = await anAttempt(app);
  const bytes = Buffer.from(JSON.stringify(attempt.body()), encoding);

  const response = await post(bytes, [`${json}; charset=${charset}`]);

  expectRefusal(response, WRONG_MEDIA);
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each(['utf-8', 'UTF-8', '"utf-8"'])('charset %s is the one there is', async (charset) => {
  const attempt = await anAttempt(app);

  const response = await post(bytesOf(attempt, 'Zoë 🧺'), [`${json}; charset=${charset}`]);

  expect(response.status).toBe(201);
  expect(response.body).toMatchObject({ order: { customerName: 'Zoë 🧺' } });
});

test.each([
  ['a byte that starts nothing', [0xff]],
  ['a cut sequence', [0xe2, 0x82]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['an encoded surrogate', [0xed, 0xa0, 0x80]],
  ['a code point past the last', [0xf4, 0x90, 0x80, 0x80]],
])('%s is no UTF-8: refused with 400', async (_what, bad) => {
  const attempt = await anAttempt(app);
  const text = bytesOf(attempt, 'HERE').toString('latin1');
  const bytes = Buffer.from(text.replace('HERE', Buffer.from(bad).toString('latin1')), 'latin1');

  const response = await post(bytes, [json]);

  expectRefusal(response, { ...NOT_JSON, code: 'request.not_json' });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
] as const)('a body compressed with %s is read', async (encoding, compress) => {
  const attempt = await anAttempt(app);

  const response = await post(compress(bytesOf(attempt, 'Asha')), [json, `Content-Encoding: ${encoding}`]);

  expect(response.status).toBe(201);
  expect(await attempt.traces()).toEqual({ customers: 1, orders: 1, lines: 1, uses: 1 });
});

test('a compressed body that is cut or no such thing is refused with 400', async () => {
  const attempt = await anAttempt(app);
  const cut = gzipSync(bytesOf(attempt, 'Asha')).subarray(0, 60);

  const responses = await Promise.all(
    [cut, bytesOf(attempt, 'Asha')].map((bytes) => post(bytes, [json, 'Content-Encoding: gzip'])),
  );

  for (const response of responses) {
    expectRefusal(response, { status: 400, error: 'Malformed request', code: 'request.malformed' });
  }
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('a compression nobody knows is refused with 415', async () => {
  const attempt = await anAttempt(app);

  const response = await post(bytesOf(attempt, 'Asha'), [json, 'Content-Encoding: compress']);

  expectRefusal(response, WRONG_MEDIA);
  expect(await attempt.traces()).toEqual(NO_TRACES);
});
