// What the two drivers make of a column, as the types that Prisma would have given it.

export const text = (value: unknown): string => value as string;

export const textOrNull = (value: unknown): string | null => value as string | null;

export const whole = (value: unknown): number => Number(value);

export const wholeOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

/** Minor units: a bigint column, which SQLite gives as a number and PostgreSQL as text. */
export const minor = (value: unknown): bigint => BigInt(value as string | number);

export const flag = (value: unknown): boolean => value === true || value === 1;

/** SQLite keeps times as ISO 8601 text. */
export const time = (value: unknown): Date => (value instanceof Date ? value : new Date(value as string));

export const timeOrNull = (value: unknown): Date | null => (value === null ? null : time(value));

/** The rows of a `nested` column, which SQLite gives as text. Whole numbers are safe in them up to 2^53. */
export const rowsIn = (value: unknown): unknown[][] =>
  (typeof value === 'string' ? JSON.parse(value) : value) as unknown[][];
