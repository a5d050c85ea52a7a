import { isKnownHash, type Passwords } from '../../modules/identity/index.js';
import type { LegacyData } from './open-legacy.js';
import type { JudgeHash } from './plan-people.js';

/** What the older server gave to everybody who only ordered. */
const DEFAULT_PASSWORD = 'defaultpass';
/** Of the employee that it made by itself. */
const DEFAULT_EMPLOYEE_PASSWORD = 'emp';

const AT_A_TIME = 4;

/**
 * Finds the hashes of passwords that everybody knows, by trying these: on all of them, since salts make equal passwords look
 * different. `onProgress` is told how many are done, for it takes up to a second each.
 */
export async function judgeHashes(
  data: LegacyData,
  passwords: Passwords,
  options: { production: boolean; onProgress: (done: number, of: number) => void },
): Promise<JudgeHash> {
  const staffPasswords = [DEFAULT_PASSWORD, ...(options.production ? [DEFAULT_EMPLOYEE_PASSWORD] : [])];
  const tries = [
    ...data.customer.map((row) => ({ hash: row['password_hash'], known: [DEFAULT_PASSWORD] })),
    ...data.worker.map((row) => ({ hash: row['password_hash'], known: staffPasswords })),
  ];
  const open = new Set<string>();
  let done = 0;
  const waiting = tries.values();
  const tryOn = async () => {
    for (const { hash, known } of waiting) {
      if (typeof hash === 'string' && isKnownHash(hash)) {
        for (const password of known) if (await passwords.verify(password, hash)) open.add(hash);
      }
      done += 1;
      options.onProgress(done, tries.length);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, tryOn));
  return (_kind, hash) => {
    if (typeof hash !== 'string' || hash === '') return { reason: 'it has no password' };
    if (!isKnownHash(hash)) return { reason: 'its password is stored in a form that cannot be used' };
    return open.has(hash) ? { reason: 'its password was one that everybody knows' } : { hash };
  };
}
