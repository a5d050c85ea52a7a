import { isDriverAdapterError } from '@prisma/driver-adapter-utils';

// SQLite primary result codes: read-only, I/O error, full.
const SQLITE = new Set([8, 10, 13]);
// PostgreSQL: disk full, I/O error and their kind.
const POSTGRES = /^(53100|58...)$/;

/** The disk is full, failed or may not be written: as the SQLite adapter tells it, or PostgreSQL by its code. */
export function isStorageFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isDriverAdapterError(error)) {
    return error.cause.kind === 'sqlite' && SQLITE.has(error.cause.extendedCode & 0xff);
  }
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && POSTGRES.test(code);
}
