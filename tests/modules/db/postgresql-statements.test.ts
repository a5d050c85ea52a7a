import { expect, test } from 'vitest';
import { postgresqlStatement } from '../../../src/db/postgresql/statements.js';

test('statements are prepared under a name each, five hundred at most; the others run all the same', () => {
  const nameOf = (text: string, prepares = true) => {
    const { name } = { name: undefined, ...postgresqlStatement(text, [], prepares) };
    return name;
  };

  const unnamed = nameOf('SELECT 0', false);
  const first = nameOf('SELECT 0');
  const names = Array.from({ length: 600 }, (_, index) => nameOf(`SELECT ${index}`));

  expect(unnamed).toBeUndefined();
  expect(names[0]).toBe(first);
  expect(new Set(names.slice(0, 500)).size).toBe(500);
  expect(names.slice(500)).toEqual(Array.from({ length: 100 }, () => undefined));
  expect(nameOf('SELECT 0')).toBe(first);
  expect(postgresqlStatement('SELECT 599', [1], true)).toMatchObject({ text: 'SELECT 599', values: [1] });
});
