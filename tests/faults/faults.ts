import type { Rewrite } from '../support/promises/rewrites.js';

/** A guard taken away from the built product, and the tests, by file and name, that must turn red without it. */
export type Fault = { name: string; file: string; tests: string; rewrites: readonly Rewrite[] };

const fault = (name: string, file: string, tests: string, ...rewrites: Rewrite[]): Fault => ({
  name,
  file,
  tests,
  rewrites,
});
const without = (file: string, find: string, replace = ''): Rewrite => ({ file, find, replace });

/** `tests` of one database where the guard is that database's, or where one shows it: a run of a fault costs a server's start. */
export const faults: readonly Fault[] = [
  fault(
    'no write gate',
    'neighbours',
    '64 .* on sqlite',
    without('db/sqlite/write-lock.js', 'if (this.#held)', 'if (false)'),
  ),
  fault(
    'batch moves without compare-and-set',
    'neighbours',
    '72 .*no step .* on postgresql',
    without('modules/transit/batch-writes.sql.js', 'WHERE id = $2 AND', 'WHERE id = $2 OR FALSE AND'),
  ),
  fault(
    'batch moves without compare-and-set, in a race',
    'batch-races',
    '71 .* on postgresql',
    without('modules/transit/batch-writes.sql.js', 'WHERE id = $2 AND', 'WHERE id = $2 OR FALSE AND'),
  ),
  fault(
    'SQLite answers before its log is on the disk',
    'sqlite-disk',
    '63 ',
    without('db/sqlite/locked-adapter.js', 'PRAGMA synchronous = FULL', 'PRAGMA synchronous = OFF'),
  ),
  fault(
    'SQLite answers before the shared commit',
    'sqlite-disk',
    '66 .*fails to sync',
    without('db/sqlite/group-commit.js', 'await told;', 'told?.catch(() => undefined);'),
  ),
  fault(
    'wrong passwords are not counted',
    'limits',
    '4 .* of 60 wrong passwords .* on sqlite',
    without(
      'rate-limits/limits.js',
      'const count = async (uses, subject) => {',
      'const count = async () => { return { counted: [], standings: [] };',
    ),
  ),
  fault(
    'permission check not awaited',
    'access',
    '23 .*each cell .* on sqlite',
    without('http/mount.js', 'await authorise(', 'authorise('),
  ),
  fault(
    'permission check awaited, but nobody refused',
    'access',
    '23 .*each cell .* on sqlite',
    without(
      'http/authorise.js',
      "throw new AppError('forbidden', 'auth.wrong_role'",
      "return caller; throw new AppError('forbidden', ''",
    ),
  ),
  fault(
    'no check for other sites',
    'cross-site',
    '16 .* on sqlite',
    without('http/same-origin.js', 'if (SAFE_METHODS.has(request.method))', 'if (true)'),
  ),
  fault(
    'no limit on sign-ups',
    'log-in-answers',
    '2 .*Email exists .* on sqlite',
    without(
      'rate-limits/limits.js',
      'const count = async (uses, subject) => {',
      'const count = async () => { return { counted: [], standings: [] };',
    ),
  ),
  fault(
    'the session id survives a login',
    'admin-sessions',
    '12 .* on sqlite',
    without('http/admin-session.js', 'request.session.regenerate((failed) => {', '((done) => done())((failed) => {'),
  ),
  fault(
    'a cookie that scripts can read',
    'admin-sessions',
    '13 .* on sqlite',
    without('http/admin-session.js', 'httpOnly: true', 'httpOnly: false'),
  ),
  fault(
    'logout leaves the session in the store',
    'admin-sessions',
    '14 .* on sqlite',
    without(
      'http/admin-session.js',
      'request.session.destroy((error) => (error ? reject(error) : resolve()))',
      'resolve()',
    ),
  ),
  fault(
    'any algorithm of the family',
    'tokens',
    '18 .* on sqlite',
    without('modules/identity/tokens.js', "algorithms: ['HS256']", "algorithms: ['HS256', 'HS384', 'HS512']"),
  ),
  fault(
    'token versions are not compared',
    'tokens',
    '19 .* on sqlite',
    without('modules/identity/authenticate.js', 'account.tokenVersion !== claims.version', 'false'),
  ),
  fault(
    'logged-out tokens are not looked up',
    'tokens',
    '22 .*replay.* on sqlite',
    without('modules/identity/authenticate.js', 'account.isRevoked ||', ''),
  ),
  fault(
    'blocked customers keep their tokens',
    'at-once',
    '10 .* on sqlite',
    // Blocking raises the token version as well: one guard alone still holds.
    without('modules/identity/find-token-account.sql.js', "c.status = 'ACTIVE'", '1 = 1'),
    without('modules/identity/authenticate.js', 'account.tokenVersion !== claims.version', 'false'),
  ),
  fault(
    'every customer owns every order',
    'objects',
    '24 .* on sqlite',
    without('modules/orders/order.policy.js', '&& order.customerId === actor.id', ''),
  ),
  fault(
    'control characters let through',
    'values',
    '36 .* on sqlite',
    without('shared/fields.js', 'return text.isWellFormed() && !LINE_CONTROLS.test(text)', 'return true'),
  ),
  fault(
    'bodies of 100 MB',
    'bodies',
    '33 .* on sqlite',
    without('http/read-json.js', 'maxBytes: 1_048_576', 'maxBytes: 104_857_600'),
  ),
  fault(
    'errors told as they are',
    'errors',
    '47 .* on sqlite',
    without('http/error-handler.js', "error?.message ?? 'Internal server error'", "error?.message ?? 'SELECT failed'"),
  ),
  fault(
    'every origin echoed',
    'errors',
    '49 .* on sqlite',
    without('http/security-headers.js', 'origin: origins', 'origin: true'),
  ),
  fault(
    'no audit entries',
    'audit-trail',
    '52 .* on sqlite',
    without('modules/audit/audit-rows.sql.js', "'audit_entries', columns, records", "'audit_entries', columns, []"),
  ),
];
