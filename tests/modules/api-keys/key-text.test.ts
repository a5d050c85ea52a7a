import { expect, test } from 'vitest';
import { hintOf, isKey, isWhole, newKey } from '../../../src/modules/api-keys/key-text.js';

test('a new key is another each time, whole, and told from the token of a login', () => {
  const [one, other] = [newKey(), newKey()];

  expect(one).toMatch(/^fc_[\w-]{49}$/);
  expect(one).not.toBe(other);
  expect([isWhole(one), isWhole(other), isKey(one)]).toEqual([true, true, true]);
  expect(isKey('eyJhbGciOiJIUzI1NiJ9.e30.x')).toBe(false);
  expect(isKey(`x${one}`)).toBe(false);
  expect(hintOf(one)).toBe(one.slice(0, 7));
});

test('a key whose checksum is known is whole, and no key with one sign changed, added or left out', () => {
  const key = `fc_${'A'.repeat(43)}Tw4D7g`;
  const changed = Array.from({ length: key.length - 3 }, (_, n) => `${key.slice(0, n + 3)}~${key.slice(n + 4)}`);
  const swapped = `${key.slice(0, 10)}B${key.slice(11)}`;

  expect(isWhole(key)).toBe(true);
  const broken = [
    ...changed,
    swapped,
    `${key}A`,
    `A${key}`,
    key.slice(0, -1),
    key.slice(0, 46),
    `fd_${key.slice(3)}`,
    '',
  ];
  for (const text of broken) expect(isWhole(text), text).toBe(false);
});
