import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { expect, test } from 'vitest';
import { isDatabaseTrouble, isWriteConflict } from '../../../src/db/prisma-errors.js';

/** What Prisma throws when a statement written by hand fails. */
const raw = (cause: ConstructorParameters<typeof DriverAdapterError>[0]) =>
  Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: { driverAdapterError: new DriverAdapterError(cause) },
  });
const postgres = (code: string) =>
  raw({
    kind: 'postgres',
    code,
    severity: 'ERROR',
    message: '',
    detail: undefined,
    column: undefined,
    hint: undefined,
  });

test('a deadlock of a statement written by hand is a write conflict too', () => {
  expect(isWriteConflict(raw({ kind: 'TransactionWriteConflict' }))).toBe(true);
  expect(isWriteConflict(postgres('57P01'))).toBe(false);
});

test.for([
  ['a shutdown', postgres('57P01'), true],
  ['a full disk', postgres('53100'), true],
  ['too long a wait', raw({ kind: 'SocketTimeout' }), true],
  ['a full queue', raw({ kind: 'TooManyConnections', cause: '' }), true],
  ['a syntax error', postgres('42601'), false],
] as const)('of a statement written by hand, %s is told from our own bugs', ([, error, isTrouble]) => {
  expect(isDatabaseTrouble(error)).toBe(isTrouble);
});
