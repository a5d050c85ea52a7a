import { type DriverAdapterError, isDriverAdapterError } from '@prisma/driver-adapter-utils';

// Prisma's codes: https://www.prisma.io/docs/orm/reference/error-reference
const UNREACHABLE = /^(P10\d\d|P2024|P2028|P2034|P2036|P2037)$/;
const SQLITE_NAMES = /^SQLITE_(BUSY|LOCKED|NOMEM|READONLY|IOERR|CORRUPT|FULL|CANTOPEN|PROTOCOL|NOTADB)/;
// PostgreSQL classes: connection, insufficient resources, operator intervention, system error; and lock timeout, read-only transaction.
const POSTGRES_TROUBLE = /^(08|53|57|58)...$|^55P03$|^25006$/;
const DRIVER_KINDS: ReadonlySet<string> = new Set([
  'AuthenticationFailed',
  'ConnectionClosed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
  'TransactionAlreadyClosed',
  'TransactionWriteConflict',
]);
const UNIQUE_VIOLATIONS = new Set<unknown>(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505']);
const WRITE_CONFLICTS = new Set<unknown>(['40001', '40P01']);
const DRIVER_TROUBLE = /timeout|timed out|terminat|connection|ECONN|EPIPE|EHOSTUNREACH|ENETUNREACH|not open/i;

/** A row with that key exists already. Only the code is looked at: SQLite and PostgreSQL name the constraint differently. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === 'P2002' || UNIQUE_VIOLATIONS.has(rawCodeOf(error));
}

/** A deadlock or serialisation failure: the transaction was rolled back and may simply be run again. */
export function isWriteConflict(error: unknown): boolean {
  if (codeOf(error) === 'P2034' || WRITE_CONFLICTS.has(rawCodeOf(error))) return true;
  const cause = isDriverAdapterError(error) ? error.cause : belowRaw(error)?.cause;
  return cause?.kind === 'TransactionWriteConflict';
}

/** The database is away, full, locked, too slow, or still in conflict after every retry: not our bug, and the same request may succeed later. */
export function isDatabaseTrouble(error: unknown): boolean {
  const code = codeOf(error);
  // What the database itself said: of a statement Prisma wrote, and of one written by hand.
  if (code === 'P2039' || code === 'P2010') return isTroubleBelow(error);
  if (code !== undefined) return UNREACHABLE.test(code);
  return isDriverTrouble(error);
}

/** The code of a driver's own error, as hand-written statements meet it. */
function rawCodeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^P\d{4}$/.test(code) ? code : undefined;
}

function isTroubleBelow(error: unknown): boolean {
  const cause = belowRaw(error)?.cause;
  if (cause === undefined) return false;
  // By name: the adapter translates only codes that have none to numbers.
  if (cause.kind === 'sqlite') return SQLITE_NAMES.test(cause.originalCode ?? '');
  if (cause.kind === 'postgres') return POSTGRES_TROUBLE.test(cause.code);
  return DRIVER_KINDS.has(cause.kind);
}

/** What the adapter reported, where Prisma hands it on: for statements written by hand it never becomes a code of its own. */
function belowRaw(error: unknown): DriverAdapterError | undefined {
  const below = (error as { meta?: { driverAdapterError?: unknown } } | null)?.meta?.driverAdapterError;
  return below && isDriverAdapterError(below) ? below : undefined;
}

// node-postgres reports a dead or silent server as a plain Error without any code.
function isDriverTrouble(error: unknown): boolean {
  if (isDriverAdapterError(error)) return true;
  if (!(error instanceof Error)) return false;
  // Of our own readers, which no adapter translates.
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && SQLITE_NAMES.test(code)) return true;
  if (typeof code === 'string' && POSTGRES_TROUBLE.test(code)) return true;
  const ours = error.name.startsWith('PrismaClient') || /node_modules\/(pg|pg-pool)\//.test(error.stack ?? '');
  return ours && error.name !== 'PrismaClientValidationError' && DRIVER_TROUBLE.test(error.message);
}
