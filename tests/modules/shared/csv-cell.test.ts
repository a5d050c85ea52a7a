import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardCell, unguardCell } from '../../../src/shared/csv-cell.js';

const tricky = fc.string({
  unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', ';', ' ', '\t', '\r', '\n', 'a', '1'),
});

test('a guarded cell begins no formula, and comes back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(tricky, fc.string()), (text) => {
      expect(guardCell(text)).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
      // Where spreadsheets of other countries let the next cell begin.
      expect(guardCell(text)).not.toMatch(/[;\t\r\n]\s*[=+\-@＝＋－＠]/);
      expect(unguardCell(guardCell(text))).toBe(text);
    }),
  );
});

test.each([
  ['x;=HYPERLINK("https://example.com")', 'x;\'=HYPERLINK("https://example.com")'],
  ['\n=1+1', "'\n'=1+1"],
  ['a\n\t@SUM(1)', "a\n\t'@SUM(1)"],
  ['＝1+1', "'＝1+1"],
  ['+919800000001', "'+919800000001"],
])('%j becomes %j', (text, cell) => {
  expect(guardCell(text)).toBe(cell);
});

test.each(['Asha', '400.00', "'tis", '', 'a=b', 'a; b', 'No starch; call before'])('%j stays as it is', (text) => {
  expect(guardCell(text)).toBe(text);
  expect(unguardCell(text)).toBe(text);
});
