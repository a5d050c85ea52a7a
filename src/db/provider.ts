export type Provider = 'sqlite' | 'postgresql';

/** Which database a `DATABASE_URL` names: `file:…` or `postgresql://…` (also `postgres://…`). Throws on anything else, without echoing it. */
export function providerOf(url: string): Provider {
  if (url.startsWith('file:')) return 'sqlite';
  if (/^postgres(ql)?:\/\//.test(url)) return 'postgresql';
  throw new Error('DATABASE_URL must start with file: (SQLite) or postgresql:// (PostgreSQL)');
}
