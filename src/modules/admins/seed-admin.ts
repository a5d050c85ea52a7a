import type { Tx } from '../../db/client.js';

/** The first admin, only where there has never been one: a deleted admin is not brought back. True when it was made. */
export async function seedAdmin(tx: Tx, username: string, passwordHash: string, at: Date): Promise<boolean> {
  if (await hasAdmin(tx)) return false;
  await tx.adminUser.create({
    data: { name: username, username: username.trim().toLowerCase(), passwordHash, createdAt: at },
  });
  return true;
}

export async function hasAdmin(tx: Tx): Promise<boolean> {
  return (await tx.adminUser.count()) > 0;
}
