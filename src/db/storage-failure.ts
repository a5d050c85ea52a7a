import { isDriverAdapterError } from '@prisma/driver-adapter-utils';

const SQLITE = /^SQLITE_(READONLY|IOERR|FULL)/;
// PostgreSQL: disk full, I/O error and their kind.
const POSTGRES = /^(53100|58...)$/;

/** The disk is full, failed or may not be written: as the SQLite adapter tells it, or a driver by its code. */
export function isStorageFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isDriverAdapterError(error)) {
    // By name: the adapter translates only codes that have none to numbers.
    return error.cause.kind === 'sqlite' && SQLITE.test(error.cause.originalCode ?? '');
  }
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && (POSTGRES.test(code) || SQLITE.test(code));
}
