import { readdir } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderBarcode } from '../bench/reference/render-barcode.js';
import { startApp, type TestApp } from '../support/app.js';
import { printedBars, readByZxingCpp, readByZxingJs } from '../support/barcode-readers.js';
import { anOrder } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const filesOf = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => !/\.db(-\w+)?$/.test(name)).sort();

const scan = (png: Buffer) => readByZxingCpp(PNG.sync.read(png));

test('an independent reader scans the order id from its PNG, which has a quiet zone and the size of a 203 dpi label', async () => {
  const { order } = await anOrder(app);

  const response = await app.http.get(order.barcodeUrl);

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toBe('image/png');
  expect(response.headers['cache-control']).toContain('immutable');
  expect(response.headers['content-security-policy']).toContain("default-src 'none'");
  expect(response.headers['x-content-type-options']).toBe('nosniff');
  expect(await scan(response.body)).toEqual([{ format: 'Code128', text: order.id }]);
  const { width, height, data } = PNG.sync.read(response.body);
  // 123 modules of two dots and ten on each side; at most two inches of paper.
  expect(width).toBe((123 + 20) * 2);
  expect(height).toBeLessThan(203);
  const isWhite = (x: number, y: number) => data[(y * width + x) * 4] === 255;
  const columns = Array.from({ length: 20 }, (_, x) => x);
  expect(columns.every((x) => isWhite(x, 20) && isWhite(width - 1 - x, 20))).toBe(true);
});

test('its physical resolution is written into the PNG, so that printing does not scale it', async () => {
  const { order } = await anOrder(app);

  const png = (await app.http.get(`/qr/${order.id}.png`)).body as Buffer;

  const chunk = png.indexOf('pHYs');
  expect(chunk).toBeGreaterThan(0);
  expect(png.readUInt32BE(chunk + 4)).toBe(Math.floor(203 / 0.0254));
  expect(await scan(png)).toEqual([{ format: 'Code128', text: order.id }]);
});

test('the SVG has its size in millimetres and the id as text for people', async () => {
  const { order } = await anOrder(app);

  const response = await app.http.get(`/api/orders/${order.id}/barcode.svg`).buffer(true);

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toContain('image/svg+xml');
  const svg = (response.body as Buffer).toString('utf8');
  expect(svg).toMatch(/^<svg width="\d+\.\d+mm" height="\d+\.\d+mm" viewBox=/);
  expect(svg).not.toContain('<script');
});

test('a picture looks as the library draws it: the same size, quiet zones, bars and text, to a shade of grey', async () => {
  for (const text of ['a1b2c3d4', 'gjqy1l0i', 'k3f9a2xz-12', 'k3f9a2xz-1234', '12345678']) {
    const drawn = PNG.sync.read(app.deps.barcodes.draw(text, 'png'));
    const expected = PNG.sync.read(await renderBarcode(text));

    expect([drawn.width, drawn.height], text).toEqual([expected.width, expected.height]);
    const isOther = (value: number, index: number) => Math.abs(value - (expected.data[index] ?? 0)) > 1;
    expect(drawn.data.filter(isOther), text).toHaveLength(0);
  }
});

test('a picture for 300 dpi has whole dots too, three to the narrowest bar', async () => {
  const { order } = await anOrder(app);

  const [png, old] = [
    await app.http.get(`${order.barcodeUrl}?dpi=300`),
    await app.http.get(`/qr/${order.id}.png`).query({ dpi: 300 }),
  ];

  const chunk = (png.body as Buffer).indexOf('pHYs');
  expect((png.body as Buffer).readUInt32BE(chunk + 4)).toBe(Math.floor(300 / 0.0254));
  expect(await scan(png.body)).toEqual([{ format: 'Code128', text: order.id }]);
  const { width, data } = PNG.sync.read(png.body);
  expect(width).toBe((123 + 20) * 3);
  const row = Array.from({ length: width }, (_, x) => data[(60 * width + x) * 4]);
  expect(new Set(row)).toEqual(new Set([0, 255]));
  expect(row.every((value, x) => value === row[x - (x % 3)])).toBe(true);
  expect(old.body).toEqual(png.body);
  expect((await app.http.get(`${order.barcodeUrl}?dpi=72`)).status).toBe(400);
});

test.each([203, 300])('two independent readers scan the SVG printed at %i dpi, and the PNG', async (dpi) => {
  for (const code of ['a1b2c3d4', 'zzzzzzzz', '01234567', 'k3f9a2xz-7', 'k3f9a2xz-1234']) {
    const printed = printedBars(app.deps.barcodes.draw(code, 'svg').toString('utf8'), dpi);
    const png = PNG.sync.read(app.deps.barcodes.draw(code, 'png', dpi === 203 ? 203 : 300));

    for (const picture of [printed, png]) {
      expect(
        (await readByZxingCpp(picture)).map(({ text }) => text),
        `${code} at ${dpi}`,
      ).toEqual([code]);
      expect(readByZxingJs(picture), `${code} at ${dpi}`).toBe(code);
    }
  }
});

test('a picture is the same whenever it is asked for, and nothing of it is written', async () => {
  const before = await filesOf(app.folder);
  const { order } = await anOrder(app);

  const first = await app.http.get(order.barcodeUrl);
  const again = await app.http.get(order.barcodeUrl);

  expect(again.body).toEqual(first.body);
  expect(await filesOf(app.folder)).toEqual(before);
});

test.each([
  '/api/orders/zzzzzzzz/barcode.png',
  '/api/orders/zzzzzzzz/barcode.svg',
  '/qr/zzzzzzzz.png',
  '/qr/..%2f..%2fetc%2fpasswd.png',
])('there is no picture at %s, and nothing is written for it', async (path) => {
  const before = await filesOf(app.folder);

  const response = await app.http.get(path);

  expect(response.status).toBe(404);
  expect(response.body).toMatchObject({ error: 'Order not found', code: 'order.not_found' });
  expect(await filesOf(app.folder)).toEqual(before);
});

test('every piece has a picture of its tag, which a scanner reads; one that is not there, or was taken out, has none', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(
    app,
    { customerEmail: owner.email, serviceIds: undefined, items: [{ serviceId: 's1', quantity: 2 }] },
    owner.token,
  );

  const pictures = await Promise.all(
    [`/api/orders/${order.id}-1/barcode.png`, `/qr/${order.id.toUpperCase()}-2.png`].map((path) => app.http.get(path)),
  );
  const svg = await app.http.get(`/api/orders/${order.id}-2/barcode.svg`);

  expect(await Promise.all(pictures.map(({ body }) => scan(body)))).toEqual([
    [{ format: 'Code128', text: `${order.id}-1` }],
    [{ format: 'Code128', text: `${order.id}-2` }],
  ]);
  expect([svg.status, svg.headers['content-type']]).toEqual([200, 'image/svg+xml']);
  await app.http
    .put(`/api/orders/${order.id}`)
    .set(owner.as())
    .send({ items: [{ serviceId: 's1', quantity: 1 }] });
  for (const tag of ['-2', '-3', '-0', '-99999']) {
    expect((await app.http.get(`/api/orders/${order.id}${tag}/barcode.png`)).status, tag).toBe(404);
  }
  expect((await app.http.get(`/api/orders/zzzzzzzz-1/barcode.png`)).status).toBe(404);
});
