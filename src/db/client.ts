import type { Prisma, PrismaClient } from '../generated/sqlite/client.js';

export type Db = PrismaClient;

declare const begun: unique symbol;

/** A transaction that hand-written statements run in. */
export type PlainTx = { readonly [begun]: true };

/** One that Prisma's statements run in as well. */
export type Tx = Prisma.TransactionClient & PlainTx;
