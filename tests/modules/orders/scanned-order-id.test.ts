import { expect, test } from 'vitest';
import { readScan, scannedOrderId } from '../../../src/modules/orders/index.js';

const order = (piece: number | null = null) => ({ orderId: 'k3y9a2xz', piece });

test.each<[string, string, ReturnType<typeof order>]>([
  ['the id', 'k3y9a2xz', order()],
  ['capitals', 'K3Y9A2XZ', order()],
  ['mixed case', 'k3Y9a2xZ', order()],
  ['full-width characters', 'Ｋ３Ｙ９ａ２ｘｚ', order()],
  ['blanks around it', '  k3y9a2xz ', order()],
  ['no-break and ideographic spaces', '\u00A0k3y9a2xz\u3000', order()],
  ['a line end', 'k3y9a2xz\r\n', order()],
  ['a tab', 'k3y9a2xz\t', order()],
  ['STX and ETX', '\u0002k3y9a2xz\u0003', order()],
  ['FNC1, sent as GS', '\u001Dk3y9a2xz\u001D', order()],
  ['a byte order mark', '\uFEFFk3y9a2xz', order()],
  ['NUL', 'k3y9a2xz\0', order()],
  ['start and stop of Code 39', '*K3Y9A2XZ*', order()],
  ['a hash, as people write numbers', '#k3y9a2xz', order()],
  ['the prefix of Code 128', ']C1k3y9a2xz', order()],
  ['the prefix of Code 128 in small letters', ']c0k3y9a2xz\r', order()],
  ['the prefix of a QR code', ']Q1K3Y9A2XZ-4', order(4)],
  ['the prefix of a DataMatrix', ']d2k3y9a2xz-4', order(4)],
  ['the prefix of Code 39 with an asterisk', ']A0*k3y9a2xz*', order()],
  ['the prefix on a German keyboard', '+C1k3y9a2xzß4', order(4)],
  ['a prefix behind a control character', '\u0002]C1k3y9a2xz-4\r\n', order(4)],
  ['a tag', 'k3y9a2xz-4', order(4)],
  ['a tag with a leading zero', 'k3y9a2xz-04', order(4)],
  ['the last tag there can be', 'k3y9a2xz-2000', order(2_000)],
  ['a tag on an Italian keyboard', "k3y9a2xz'4", order(4)],
  ['a tag on a German keyboard', 'k3y9a2xzß4', order(4)],
  ['a tag on a German keyboard with shift', 'k3y9a2xz?4', order(4)],
  ['a tag on a Nordic keyboard', 'k3y9a2xz+4', order(4)],
  ['a tag with an underscore', 'k3y9a2xz_4', order(4)],
  ['a tag with a slash', 'k3y9a2xz/4', order(4)],
  ['a tag with a typographic apostrophe', 'k3y9a2xz’4', order(4)],
  ['a tag with an en dash', 'k3y9a2xz–4', order(4)],
  ['a tag with a minus sign', 'k3y9a2xz−4', order(4)],
  ['a full-width tag', 'Ｋ３Ｙ９Ａ２ＸＺ－４', order(4)],
  ['a tag with blanks about its dash', 'k3y9a2xz - 4', order(4)],
  ['an id with a dash that nothing follows', 'k3y9a2xz-', order()],
  ['the address of its picture', 'https://shop.example/qr/k3y9a2xz.png', order()],
  ['the address of a piece’s picture', 'https://shop.example/qr/k3y9a2xz-4.png\r\n', order(4)],
  ['the address of its barcode', '/api/orders/K3Y9A2XZ/barcode.svg', order()],
  ['the address of the order', 'HTTPS://SHOP.EXAMPLE/API/ORDERS/K3Y9A2XZ?from=label', order()],
  ['a page of a portal', 'https://shop.example/admin/orders/k3y9a2xz#items', order()],
])('a scan of %s names the order', (_, text, expected) => {
  expect(readScan(text)).toEqual(expected);
  expect(scannedOrderId(text)).toBe('k3y9a2xz');
});

test.each([
  '',
  ' ',
  '-',
  ']C1',
  '-1',
  'k3y9a2x',
  'k3y9a2xzq',
  'k3y9a2xz-x',
  'k3y9a2xz-1-2',
  'k3y9a2xz4-',
  'k3y9a2x-1',
  'c1k3y9a2xz',
  'k3y9a2xz\nk3y9a2xz',
  '../etc/passwd',
  "' OR 1=1 --",
  'k3y9a2xä',
  'https://shop.example/api/track/Zk3rQ0cVfXu1y8Bq5sT2wA',
  'https://shop.example/timeline',
  'asha rao',
  '+91 98765 43210',
  `${' '.repeat(600)}k3y9a2xz`,
])('%j names no order', (text) => {
  expect(readScan(text)).toBeNull();
});

test('what names no order comes back without its blanks, and as it was otherwise', () => {
  expect(scannedOrderId("  ' OR 1=1 -- ")).toBe("' OR 1=1 --");
  expect(scannedOrderId('Nonsense Text')).toBe('Nonsense Text');
});
