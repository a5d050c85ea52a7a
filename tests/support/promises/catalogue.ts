/** G0 blocks a release, G1 is needed for production, G2 is excellence. */
export type Grade = 'G0' | 'G1' | 'G2';
export type CataloguedPromise = { grade: Grade; title: string; twoInstances: boolean };

const G0 = (title: string, twoInstances = false) => ({ grade: 'G0' as const, title, twoInstances });
const G1 = (title: string, twoInstances = false) => ({ grade: 'G1' as const, title, twoInstances });
const G2 = (title: string, twoInstances = false) => ({ grade: 'G2' as const, title, twoInstances });
const TWO_INSTANCES = true;

/** What FabClean promises of its security, reliability and consistency, by number. There is no 54. */
export const catalogue = {
  // Credentials and login
  1: G0('No default credentials, boot fails closed'),
  2: G0('Login and sign-up do not tell who exists'),
  3: G1('…nor through timing'),
  4: G0('Brute force on one account'),
  5: G1('Credential stuffing, counters shared', TWO_INSTANCES),
  6: G0('Limiter key cannot be rotated'),
  7: G1('Password policy'),
  8: G0('No truncation, no rewriting of passwords'),
  9: G0('Hash strength and hash flooding'),
  10: G0('Change, reset, disable take effect at once'),
  11: G0('Account created by an order cannot be taken over'),
  // Admin session and CSRF
  12: G0('Session fixation'),
  13: G0('Cookie attributes'),
  14: G0('Logout is final'),
  15: G1('Idle and absolute timeout'),
  16: G0('CSRF on every cookie-authenticated state change'),
  17: G1('Session store behaviour', TWO_INSTANCES),
  // JWT
  18: G0('Algorithm confusion'),
  19: G0('Time claims of tokens'),
  20: G0('Tampering and garbage'),
  21: G0('Wrong role, audience, channel, colliding id'),
  22: G1('Revocation, rotation, content of tokens'),
  // Authorisation
  23: G0('Full role matrix, deny by default'),
  24: G0('Object level: orders, customers, tokens'),
  25: G0('Function level with routing tricks'),
  26: G0('Awaited checks'),
  27: G0('No excess data, no mass assignment'),
  28: G0('Price and actor come from the server'),
  29: G1('Barcodes and ids'),
  30: G1('Worker scan and nested ids'),
  // Input
  31: G0('SQL injection, operator and type injection'),
  32: G0('Prototype pollution'),
  33: G0('Body size'),
  34: G1('Deep and wide JSON, big arrays'),
  35: G0('Content types and charsets'),
  36: G0('Bad UTF-8 and hard Unicode'),
  37: G0('Numbers and money'),
  38: G1('Dates'),
  39: G1('Pagination'),
  40: G1('Header injection'),
  41: G0('Path traversal on barcode files'),
  42: G1('ReDoS'),
  43: G2('Stored script and formula'),
  44: G0('Schema-driven fuzz'),
  45: G1('Raw HTTP fuzz and smuggling'),
  // Errors, headers, logs
  46: G0('One error shape, right codes'),
  47: G0('No leakage'),
  48: G1('Security headers and caching'),
  49: G0('CORS'),
  50: G1('Request id and log injection'),
  51: G0('No secrets in logs'),
  52: G1('Security audit trail'),
  53: G1('Health, metrics, docs'),
  // Supply chain and build
  55: G1('Lockfile, scripts, secrets'),
  56: G1('Runtime and production build'),
  // Availability
  57: G1('Slow clients'),
  58: G1('Overload'),
  59: G0('One request never kills the process'),
  60: G0('Graceful shutdown under load', TWO_INSTANCES),
  61: G2('Soak'),
  // Durability and recovery
  62: G0('kill -9'),
  63: G0('Sync before acknowledge'),
  64: G0("An acknowledged write survives its neighbours' failures"),
  65: G0('SQLite locked or busy'),
  66: G1('Disk full and I/O errors'),
  67: G0('PostgreSQL outage and return'),
  68: G0('Black hole and pool exhaustion'),
  69: G0('Side files'),
  70: G2('Backup and restore under write load'),
  // Concurrency and invariants
  71: G0('Double initiate / receive / complete', TWO_INSTANCES),
  72: G0('State machine, model-based'),
  73: G0('Same order in two open batches is impossible'),
  74: G0('Batch creation is all or nothing'),
  75: G0('New customer, parallel first orders'),
  76: G0('Counters lose nothing'),
  77: G0('Idempotency key on every POST that creates'),
  78: G1('Lost update, delete races'),
  79: G1('History check'),
  80: G0('Two instances', TWO_INSTANCES),
  // Time, migrations, parity
  81: G1('Time zones'),
  82: G2('Clock jumps'),
  83: G0('Migrations re-run safe'),
  84: G1('SQLite = PostgreSQL'),
} as const satisfies Record<number, CataloguedPromise>;

export type PromiseNumber = keyof typeof catalogue;
