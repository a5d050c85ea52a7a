/**
 * Why a `DATABASE_URL` names no database that could be served, as the end of a sentence that begins with the variable; null when it is
 * fine. What other tools write behind a path would become part of the file's name, and an empty database be served under it.
 */
export function problemOfDatabaseUrl(url: string): string | null {
  if (url.startsWith('file:')) return problemOfFile(url.slice('file:'.length));
  if (/^postgres(ql)?:\/\//.test(url)) return problemOfPostgresql(url);
  return 'must start with file: or postgresql://';
}

function problemOfFile(path: string): string | null {
  if (/[?#]/.test(path))
    return 'must end with the path of a file: ? and # are not understood, nor is what follows them';
  if (/^\/\/(?!\/)/.test(path)) return 'must not name a host: write file:./folder/name.db or file:/folder/name.db';
  if (/^:.*:$/.test(path)) return 'must name a file: a database in memory is lost with the process';
  if (/\p{Cc}/u.test(path)) return 'must not hold control characters';
  if (/^\s|\s$/.test(path)) return 'must not begin or end the path with a space';
  if (/(^|[/\\])\.{0,2}$/.test(path)) return 'must name a file behind file:, not a folder';
  return null;
}

/** The same of a URL that must name PostgreSQL. */
export function problemOfPostgresql(url: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(url)) return 'must start with postgresql://';
  const beforeQuery = url.split('?', 1)[0] ?? '';
  if (url.includes('#')) return 'must not hold a #: in a password it is written %23';
  if (!beforeQuery.includes('@') && url.includes('@'))
    return 'must not hold a ? before the host: in a password it is written %3F';
  if (!URL.canParse(url) || /^[a-z]+:\/\/\/?$/.test(url))
    return 'must be a URL such as postgresql://user:password@host:5432/database';
  return null;
}
