import type { ApiKey } from '../../generated/sqlite/client.js';
import { type Scope, scopes } from '../identity/index.js';

export type ApiKeyRow = Omit<ApiKey, 'keyHash' | 'revokedAt'>;

export function apiKeyView(row: ApiKeyRow) {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: scopesOf(row),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

/** The scopes of a row that this version knows; any other opens nothing. */
export function scopesOf(row: { scopes: string }): Scope[] {
  const stored = row.scopes.split(' ');
  return scopes.filter((scope) => stored.includes(scope));
}
