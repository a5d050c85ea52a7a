/**
 * How long Prisma waits for a transaction to begin and to end, in milliseconds. Past either, everything in it is rolled back.
 * `timeoutMs` is how long a request waits for the database at all.
 */
export function transactionOptions(timeoutMs: number) {
  return { maxWait: timeoutMs + 500, timeout: Math.max(10_000, timeoutMs) };
}
