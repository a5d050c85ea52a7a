import { createHmac, hkdfSync } from 'node:crypto';
import { fingerprint } from '../../shared/ids.js';
import { seal, unseal } from '../../shared/secret-box.js';

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
    seal: (text) => seal(derive('answer'), text).toString('base64'),
    open: (sealed) => unseal(derive('answer'), Buffer.from(sealed, 'base64')),
  };
}
