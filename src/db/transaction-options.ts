/** How long Prisma waits for a transaction to begin and to end, in milliseconds. Past either, everything in it is rolled back. */
export const transactionOptions = { maxWait: 5_000, timeout: 10_000 };
