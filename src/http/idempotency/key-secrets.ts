import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { fingerprint } from '../../shared/ids.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What is made of a caller's key. Only the id is stored: answers hold tokens shown once, requests hold passwords. */
export type KeySecrets = {
  id: string;
  hash(text: string): string;
  seal(text: string): string;
  /** What was sealed. Throws when it was tampered with. */
  open(sealed: string): string;
};

/** Secrets that nobody without the key can make again, and that are another for every caller. */
export function keySecrets(caller: string, key: string): KeySecrets {
  const id = fingerprint(`${caller}\n${key}`);
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, id, `fabclean idempotency ${purpose}`, 32));
  return {
    id,
    hash: (text) => createHmac('sha256', derive('request')).update(text).digest('hex'),
    seal: (text) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', derive('answer'), iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', derive('answer'), bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}
