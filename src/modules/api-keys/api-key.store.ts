import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import type { Scope } from '../identity/index.js';

export const apiKeySelect = {
  id: true,
  name: true,
  hint: true,
  scopes: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
  lastUsedAt: true,
} as const;

/** The key's record, unless it was revoked. Throws `api_key.not_found`. */
export async function getApiKey(db: Db | Tx, id: number) {
  const row = await db.apiKey.findFirst({ where: { id, revokedAt: null }, select: apiKeySelect });
  if (!row) throw apiKeyNotFound();
  return row;
}

export function apiKeyNotFound(): AppError {
  return new AppError('notFound', 'api_key.not_found', 'API key not found');
}

/** How a row holds a list of scopes: as OAuth writes them (RFC 6749, 3.3). */
export function storedScopes(scopes: readonly Scope[]): string {
  return scopes.join(' ');
}

/** Throws `invalid` for an end that is over before it begins. */
export function requireAhead(expiresAt: Date | null | undefined, now: Date): void {
  if (!expiresAt || expiresAt > now) return;
  throw invalidFields([{ path: 'expiresAt', message: 'must lie ahead' }]);
}
