import type { Db } from '../../db/client.js';
import { findLogIn } from '../../modules/admins/index.js';

/** The account of an admin login as the limits count it: by its id, whichever of its two names was typed; else by what was typed. */
export async function adminAccount(db: Db, { username }: { username: string }): Promise<string> {
  const admin = await findLogIn(db, username);
  return admin ? `admin ${admin.id}` : `admin named ${username.trim().toLowerCase()}`;
}
