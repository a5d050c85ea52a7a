import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  // The reader would fetch its WebAssembly from the network; npm has already brought it.
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await prepareZXingModule({
    overrides: { wasmBinary: (await readFile(wasm)).buffer as ArrayBuffer },
    fireImmediately: true,
  });
  app = await startApp();
});
afterAll(() => app.close());

const folder = () => join(app.folder, 'barcodes');
const stored = async () => (await readdir(folder()).catch(() => [])).sort();

async function scan(png: Buffer): Promise<{ format: string; text: string }[]> {
  const { width, height, data } = PNG.sync.read(png);
  const picture = { width, height, data: new Uint8ClampedArray(data), colorSpace: 'srgb' as const };
  return (await readBarcodes(picture, { formats: ['Code128'] })).map(({ format, text }) => ({ format, text }));
}

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

test('both pictures are rendered when the order is created, without anybody asking', async () => {
  const { order } = await anOrder(app);

  await vi.waitFor(
    async () => expect(await stored()).toEqual(expect.arrayContaining([`${order.id}.png`, `${order.id}.svg`])),
    10_000,
  );
});

test('a picture that is missing or was cut short is rendered again', async () => {
  const { order } = await anOrder(app);
  const first = await app.http.get(order.barcodeUrl);
  await writeFile(join(folder(), `${order.id}.png`), first.body.subarray(0, 200));

  const repaired = await app.http.get(order.barcodeUrl);
  await rm(folder(), { recursive: true, force: true });
  const again = await app.http.get(order.barcodeUrl);

  expect(repaired.body).toEqual(first.body);
  expect(again.body).toEqual(first.body);
  expect(await stored()).toContain(`${order.id}.png`);
});

test('an order is taken, and its label comes on demand, when the folder cannot be written', async () => {
  await rm(folder(), { recursive: true, force: true });
  await writeFile(folder(), 'a file where the folder should be');
  await chmod(folder(), 0o400);

  const { order } = await anOrder(app);
  const response = await app.http.get(order.barcodeUrl);

  expect(response.status).toBe(200);
  expect(await scan(response.body)).toEqual([{ format: 'Code128', text: order.id }]);
  await rm(folder());
});

test.each([
  '/api/orders/zzzzzzzz/barcode.png',
  '/api/orders/zzzzzzzz/barcode.svg',
  '/qr/zzzzzzzz.png',
  '/qr/..%2f..%2fetc%2fpasswd.png',
])('there is no picture at %s, and nothing is written for it', async (path) => {
  const before = await stored();

  const response = await app.http.get(path);

  expect(response.status).toBe(404);
  expect(response.body).toMatchObject({ error: 'Order not found', code: 'order.not_found' });
  expect(await stored()).toEqual(before);
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
