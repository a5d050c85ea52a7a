import { expect, test } from 'vitest';
import { searchedTerms } from '../../../src/modules/search/searched-words.js';
import { termsOf } from '../../../src/modules/search/terms.js';
import { names } from '../../support/spellings/names.js';
import { phones } from '../../support/spellings/phones.js';
import { foundPairs, storedTexts } from '../../support/spellings/spellings.js';

const nobody = { name: '', email: '', phone: '' };

function finds(country: string, person: Parameters<typeof termsOf>[0], typed: string): boolean {
  const terms = [...termsOf(person)];
  const words = searchedTerms(typed, country);
  return (
    words.length > 0 &&
    words.every((ranges) => ranges.some(({ gte, lt }) => terms.some((term) => term >= gte && term < lt)))
  );
}

test.each(phones)('in $country a number is found by each of its spellings and by no other number', (group) => {
  const finding = (stored: string, typed: string) => finds(group.country, { ...nobody, phone: stored }, typed);

  expect(foundPairs(group).filter(([stored, typed]) => !finding(stored, typed))).toEqual([]);
  expect(group.missed.filter(([stored, typed]) => finding(stored, typed))).toEqual([]);
  const others = group.same.flatMap((spellings) =>
    storedTexts(group)
      .filter((stored) => !spellings.includes(stored))
      .flatMap((stored) => spellings.map((typed) => [stored, typed] as const)),
  );
  expect(others.filter(([stored, typed]) => finding(stored, typed))).toEqual([]);
});

test.each(Object.entries(names))(
  'a name in %s letters is found by each of its spellings and by no other',
  (_, group) => {
    const finding = (stored: string, typed: string) => finds('IN', { ...nobody, name: stored }, typed);

    expect(foundPairs(group).filter(([stored, typed]) => !finding(stored, typed))).toEqual([]);
    expect(group.missed.filter(([stored, typed]) => finding(stored, typed))).toEqual([]);
    const all = Object.values(names).flatMap(storedTexts);
    const others = group.same.flatMap((spellings) =>
      all
        .filter((stored) => !spellings.includes(stored))
        .flatMap((stored) => spellings.map((typed) => [stored, typed] as const)),
    );
    expect(others.filter(([stored, typed]) => finding(stored, typed))).toEqual([]);
  },
);

test('the tables hold hundreds of pairs', () => {
  const groups = [...phones, ...Object.values(names)];
  expect(groups.flatMap(foundPairs).length).toBeGreaterThan(400);
  expect(groups.flatMap(({ missed }) => missed).length).toBeGreaterThan(30);
});
