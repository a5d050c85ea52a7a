/**
 * The advisory locks of PostgreSQL that this product takes. Every build must use the same number for the same thing, and no number is
 * given to two things.
 */
export const lockNumbers = {
  /** Whoever holds it migrates; the others wait. */
  migrations: 5_005_001,
  /** Whoever holds it adds changes to the totals; the others have nothing to do. */
  totals: 5_005_002,
  /** Makers of webhooks wait for each other, so that they can be counted. */
  webhooks: 5_005_004,
  /** Of two seeders at once the second finds everything there. */
  seeding: 5_005_005,
} as const;
