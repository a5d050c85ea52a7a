import { hkdfSync, randomBytes } from 'node:crypto';
import { seal, unseal } from '../../shared/secret-box.js';

/** What receivers verify with, in the spelling of the Standard Webhooks specification. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/**
 * Keeps secrets of webhooks. Signing needs them in the clear, so they cannot be hashed: they are encrypted with a key derived from
 * `SECRET_KEY`, and a copy of the database alone signs nothing. The first of several keys encrypts, every one of them decrypts.
 */
export function createSecretBox(sessionSecrets: readonly string[]) {
  const keys = sessionSecrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'fabclean webhooks', 32)));
  return {
    seal: (secret: string): string => seal(keys[0] ?? Buffer.alloc(0), secret).toString('base64url'),
    /** Null when none of the keys fits: `SECRET_KEY` was changed without keeping the old one behind a comma. */
    open: (sealed: string): string | null => {
      for (const key of keys) {
        const secret = decrypt(key, Buffer.from(sealed, 'base64url'));
        if (secret !== null) return secret;
      }
      return null;
    },
  };
}

export type SecretBox = ReturnType<typeof createSecretBox>;

function decrypt(key: Buffer, bytes: Buffer): string | null {
  try {
    return unseal(key, bytes);
  } catch {
    // Another key sealed it.
    return null;
  }
}
