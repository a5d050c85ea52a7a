import { expect, test } from 'vitest';
import { isPhoneCountry, phoneKey, phoneKeys } from '../../../src/shared/phone.js';

test.each([
  ['IN', '+91 98765 43210', ['09876543210', '00919876543210', '919876543210', '0919876543210', '98765.43210 ext 5']],
  ['IN', '98765 43210', ['९८७६५ ४३२१०', '＋９１ ９８７６５ ４３２１０', '+91 (0) 98765 43210', 'tel:+919876543210']],
  ['US', '+91 98765 43210', ['00919876543210', '011 91 98765 43210', '919876543210']],
  ['IT', '06 698 12345', ['+39 06 698 12345', '0039 06 698 12345']],
  ['AR', '011 15-2345-6789', ['+54 9 11 2345-6789', '11 2345 6789', '+54 11 2345 6789']],
  ['MX', '+52 1 55 1234 5678', ['044 55 1234 5678', '55 1234 5678']],
])('in %s, %s and its other spellings have one key', (country, number, others) => {
  expect(others.map((other) => phoneKey(other, country))).toEqual(others.map(() => phoneKey(number, country)));
});

test('every number of a field has its key', () => {
  expect(phoneKeys('98765 43210 / 080 2345 6789', 'IN')).toEqual(['919876543210', '918023456789']);
  expect(phoneKeys('030/123456', 'DE')).toEqual(['4930123456']);
});

test.each([
  ['1 23-45', '12345'],
  ['call me', ''],
  ['', ''],
  ['+', ''],
])('what is no number has its bare digits: %j', (text, key) => {
  expect(phoneKey(text, 'IN')).toBe(key);
});

test('two numbers that differ in one digit, or in their country, differ', () => {
  expect(phoneKey('98765 43210', 'IN')).not.toBe(phoneKey('98765 43211', 'IN'));
  expect(phoneKey('81234567', 'SG')).not.toBe(phoneKey('81234567', 'AE'));
});

test.each([
  ['IN', true],
  ['AC', true],
  ['in', false],
  ['XX', false],
  ['', false],
])('%j is a country with phone numbers: %s', (code, is) => {
  expect(isPhoneCountry(code)).toBe(is);
});
