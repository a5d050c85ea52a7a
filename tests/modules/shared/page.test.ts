import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor, toPage } from '../../../src/shared/page.js';

test('a cursor comes back as the position it was made from', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date(8e15), noInvalidDate: true }), fc.string(), (at, id) => {
      expect(decodeCursor(encodeCursor({ at, id }), z.string())).toEqual({ at, id });
    }),
  );
});

test.each([
  '',
  'x',
  'bm90IGpzb24',
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('["now","a"]').toString('base64url'),
  Buffer.from('[1, "a"]').toString('base64url'),
  Buffer.from('[1,2]').toString('base64url'),
])('a cursor this server never made is refused: %s', (cursor) => {
  expect(() => decodeCursor(cursor, z.string())).toThrow('Invalid fields');
});

test('nothing is cut silently: a next page is announced exactly when rows are left', () => {
  const rows = [1, 2, 3].map((id) => ({ id, at: new Date(id) }));
  const position = (row: { id: number; at: Date }) => row;

  expect(toPage(rows, 3, 3, position)).toEqual({ rows, total: 3, next: null });
  const page = toPage(rows, 2, 3, position);
  expect(page.rows).toEqual(rows.slice(0, 2));
  expect(decodeCursor(page.next ?? '', z.int())).toEqual({ at: new Date(2), id: 2 });
});
