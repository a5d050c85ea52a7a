import { expect, test } from 'vitest';
import { countByLabel, mostOrdered, salesOn } from '../../../src/modules/reports/add-up.js';

type Day = Parameters<typeof salesOn>[0];
const aDay = (changes: Partial<Day> = {}): Day => ({ day: 20_000, statuses: [], ...changes });

test('what was cancelled is no sale', () => {
  const statuses: Day['statuses'] = [
    { status: 'AT_STORE', orders: 2, totalMinor: 60_000n },
    { status: 'CANCELLED', orders: 5, totalMinor: 99_900n },
    { status: 'DELIVERED', orders: 1, totalMinor: 1n },
  ];

  expect(salesOn(aDay({ statuses }))).toEqual({ day: '2024-10-04', orders: 3, revenueMinor: 60_001n });
  expect(salesOn(aDay())).toEqual({ day: '2024-10-04', orders: 0, revenueMinor: 0n });
});

test('a label that two statuses share counts both, over all days', () => {
  const one: Day['statuses'] = [
    { status: 'AT_STORE', orders: 2, totalMinor: 0n },
    { status: 'RETURNED_TO_STORE', orders: 3, totalMinor: 0n },
  ];
  const other: Day['statuses'] = [{ status: 'AT_STORE', orders: 4, totalMinor: 0n }];

  const counts = countByLabel([aDay({ statuses: one }), aDay({ statuses: other })]);

  expect(counts[0]).toEqual({ name: 'At Store', value: 9 });
  expect(counts.slice(1).every(({ value }) => value === 0)).toBe(true);
  expect(counts).toHaveLength(10);
});

test('the services most named come first, of as many alike the smaller id, and no more than asked for', () => {
  const services = (counts: Record<string, number>) =>
    Object.entries(counts).map(([serviceId, orders]) => ({ serviceId, orders }));

  expect(mostOrdered(services({ d: 2, b: 3, e: 1, a: 3, c: 3, f: 9 }), 5)).toEqual(
    services({ f: 9, a: 3, b: 3, c: 3, d: 2 }),
  );
  expect(mostOrdered(services({ c: 1, b: 1, a: 1 }), 3)).toEqual(services({ a: 1, b: 1, c: 1 }));
});
