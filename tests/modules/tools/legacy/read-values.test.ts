import { expect, test } from 'vitest';
import { amountOf, dayOf, idOf, lineOf, timeOf } from '../../../../src/tools/legacy/read-values.js';

test.each([
  ['2024-01-10 10:30:00.123456', '2024-01-10T10:30:00.123Z'],
  ['2024-01-10 10:30:00', '2024-01-10T10:30:00.000Z'],
  ['2024-01-10T10:30', '2024-01-10T10:30:00.000Z'],
  ['2024-01-10T10:30:00.5Z', '2024-01-10T10:30:00.500Z'],
  ['2024-01-10T10:30:00+05:30', '2024-01-10T05:00:00.000Z'],
  ['2024-01-10 10:30:00+0530', '2024-01-10T05:00:00.000Z'],
  ['2024-01-10', '2024-01-10T00:00:00.000Z'],
])('the time %s is %s', (text, iso) => {
  expect(timeOf(text)?.toISOString()).toBe(iso);
});

test.each([
  '',
  'yesterday',
  '2024-02-30 10:00:00',
  '2024-01-10 25:00:00',
  '0001-01-01',
  1_704_882_600,
  null,
  '2024-13-01',
])('%j is no time', (value) => {
  expect(timeOf(value)).toBeNull();
});

test.each([
  [500.0, 50_000n, true],
  [299.99000000000001, 29_999n, true],
  [0.1 + 0.2, 30n, true],
  ['90.5', 9_050n, true],
  [10.005, 1_001n, false],
  [0, 0n, true],
])('the float %d is %d minor units', (value, minor, exact) => {
  expect(amountOf(value)?.exact).toBe(exact);
  // 10.005 is a little less in binary: either neighbour is right.
  if (exact) expect(amountOf(value)?.minor).toBe(minor);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 'free', null, undefined, Buffer.from('1')])(
  '%j is no amount',
  (value) => {
    expect(amountOf(value)).toBeNull();
  },
);

test.each([0, -1, 1.5, 2 ** 31, '7', null])('%j is no number of a record', (value) => {
  expect(idOf(value)).toBeNull();
});

test('text comes without control characters, and in one line where there is one', () => {
  expect(lineOf('A\u0000B\nC \r\n D\u001b')).toBe('A B C D ');
  expect(lineOf(Buffer.from('x'))).toBe('');
  expect(dayOf('2024-01-20T10:00:00.000Z')).toBe('2024-01-20');
  expect(dayOf('')).toBe('');
  expect(dayOf('soon')).toBeNull();
});
