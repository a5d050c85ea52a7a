import { expect, test } from 'vitest';
import { businessDays, formatDay, parseDay } from '../../../src/shared/business-day.js';

const startOf = (zone: string, day: string) => businessDays(zone).startOf(parseDay(day)).toISOString();
const hoursOf = (zone: string, day: string) => {
  const days = businessDays(zone);
  const number = parseDay(day);
  return (days.startOf(number + 1).getTime() - days.startOf(number).getTime()) / 3_600_000;
};

test('days are numbers that read back as the same day', () => {
  expect(parseDay('1970-01-01')).toBe(0);
  expect(parseDay('2024-03-01') - parseDay('2024-02-28')).toBe(2);
  for (const day of ['1900-01-01', '1969-12-31', '2024-02-29', '9999-12-31'])
    expect(formatDay(parseDay(day))).toBe(day);
});

test.each([
  ['UTC', '2026-11-23', '2026-11-23T00:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-23', '2026-11-22T18:30:00.000Z'],
  ['Asia/Kathmandu', '2026-11-23', '2026-11-22T18:15:00.000Z'],
  ['Pacific/Kiritimati', '2026-11-23', '2026-11-22T10:00:00.000Z'],
  ['Pacific/Niue', '2026-11-23', '2026-11-23T11:00:00.000Z'],
  ['America/New_York', '2026-01-15', '2026-01-15T05:00:00.000Z'],
  ['America/New_York', '2026-07-15', '2026-07-15T04:00:00.000Z'],
])('in %s the day %s begins at %s', (zone, day, start) => {
  expect(startOf(zone, day)).toBe(start);
});

test.each([
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['Europe/Berlin', '2026-10-26', 24],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['America/New_York', '2026-03-08', 23],
])('in %s the day %s has %d hours', (zone, day, hours) => {
  expect(hoursOf(zone, day)).toBe(hours);
});

test('a day without a midnight begins when its first hour does', () => {
  // Clocks in Beirut went from midnight straight to one o’clock.
  expect(startOf('Asia/Beirut', '2022-03-27')).toBe('2022-03-26T22:00:00.000Z');
  expect(hoursOf('Asia/Beirut', '2022-03-27')).toBe(23);
});

test('a day that a zone left out is empty', () => {
  expect(hoursOf('Pacific/Apia', '2011-12-30')).toBe(0);
});

test('an instant falls on the day that began last before it, through a whole year with two clock changes', () => {
  const days = businessDays('Europe/Berlin');
  for (let day = parseDay('2026-01-01'); day <= parseDay('2026-12-31'); day += 1) {
    const start = days.startOf(day);
    expect(days.dayAt(start)).toBe(day);
    expect(days.dayAt(new Date(start.getTime() - 1))).toBe(day - 1);
  }
});

test('days may be asked for in any order, across clock changes', () => {
  const days = businessDays('Europe/Berlin');
  const starts = ['2026-10-26', '2026-10-25', '2026-03-30', '2026-03-29'].map((day) =>
    days.startOf(parseDay(day)).toISOString(),
  );

  expect(starts).toEqual([
    '2026-10-25T23:00:00.000Z',
    '2026-10-24T22:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
  ]);
});

test('a zone that does not exist is refused', () => {
  expect(() => businessDays('Mars/Olympus')).toThrow(RangeError);
});
