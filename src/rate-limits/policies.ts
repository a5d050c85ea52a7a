/** How often something may be done. Every number of the limits stands in this file; the README's table is tested against it. */
export type Policy = {
  /** What the headers `RateLimit` and `RateLimit-Policy` call it. */
  name: string;
  /**
   * Whom one counter counts: an address, an address without a login, the account that is named, both, who is logged in, or who is
   * logged in as a customer.
   */
  per: 'client' | 'guest' | 'account' | 'account and client' | 'caller' | 'customer';
  most: number;
  seconds: number;
  /** `failures` gives back every try that succeeds, so that only the others use the limit up. */
  counts: 'requests' | 'failures';
  /** `shared` is in the database or Redis: one count for all processes, over restarts. `process` is in the memory of each. */
  kept: 'shared' | 'process';
  /** Whether a client that the account logged in from lately goes free: a stranger elsewhere then cannot lock its owner out. */
  sparesKnownClients?: true;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The codes of answers that use up a limit on failures. Other input that is refused does not. */
export const FAILURES: ReadonlySet<string> = new Set(['auth.invalid_credentials', 'customer.email_taken']);

/** How long a client stays known to an account after logging in to it. */
export const KNOWN_CLIENT_SECONDS = 30 * 24 * HOUR;

/** Wrong passwords for one account from one client. A stranger at another address does not use it up. */
const logInHere: Policy = {
  name: 'login',
  per: 'account and client',
  most: 10,
  seconds: 15 * MINUTE,
  counts: 'failures',
  kept: 'shared',
};

/** Failed logins of one client, whatever the accounts: stolen lists are tried once on each. */
const logInFromClient: Policy = {
  name: 'login-client',
  per: 'client',
  most: 50,
  seconds: HOUR,
  counts: 'failures',
  kept: 'shared',
};

/** Wrong passwords for one account from all clients together. Two windows that touch hold a hundred, and no more. */
const logInToAccount: Policy = {
  name: 'login-account',
  per: 'account',
  most: 50,
  seconds: HOUR,
  counts: 'failures',
  kept: 'shared',
  sparesKnownClients: true,
};

/** Every login, as JSON and as a form. */
export const logInLimits: readonly Policy[] = [logInHere, logInFromClient, logInToAccount];

/** `Email exists` tells that somebody is a customer. One client is told so five times an hour, at whichever route. */
const takenEmails: Policy = {
  name: 'signup',
  per: 'client',
  most: 5,
  seconds: HOUR,
  counts: 'failures',
  kept: 'shared',
};

/** Sign-ups: those answered `Email exists`, and all of them, since each takes a thread the time of a hash. */
export const signUpLimits: readonly Policy[] = [
  takenEmails,
  { name: 'signup-client', per: 'client', most: 20, seconds: HOUR, counts: 'requests', kept: 'shared' },
];

/** Changes of the caller's own e-mail: those answered `Email exists` by caller too, wherever from, and all of them. */
export const emailLimits: readonly Policy[] = [
  takenEmails,
  { name: 'email-taken', per: 'caller', most: 5, seconds: HOUR, counts: 'failures', kept: 'shared' },
  { name: 'email-change', per: 'caller', most: 20, seconds: HOUR, counts: 'requests', kept: 'shared' },
];

/** Wrong current passwords: a stolen token is no place to guess the password from. */
export const passwordLimits: readonly Policy[] = [
  { name: 'password', per: 'caller', most: 10, seconds: 15 * MINUTE, counts: 'failures', kept: 'shared' },
];

/** Orders without a login. Room for a counter that takes them all day long through the open route. */
export const guestOrderLimits: readonly Policy[] = [
  { name: 'guest-orders', per: 'guest', most: 1_000, seconds: 10 * MINUTE, counts: 'requests', kept: 'process' },
];

/** Orders of a customer with a login: more than any household has, and a bound on what one account stores. */
export const customerOrderLimits: readonly Policy[] = [
  { name: 'customer-orders', per: 'customer', most: 60, seconds: 10 * MINUTE, counts: 'requests', kept: 'process' },
];

/** All that a customer changes of orders and of the account: each change leaves a row in a timeline or in the audit. */
export const customerChangeLimits: readonly Policy[] = [
  { name: 'customer-changes', per: 'customer', most: 120, seconds: 10 * MINUTE, counts: 'requests', kept: 'process' },
];

/** Tracking: nobody looks at so many orders of their own. */
export const trackingLimits: readonly Policy[] = [
  { name: 'tracking', per: 'client', most: 600, seconds: 10 * MINUTE, counts: 'requests', kept: 'process' },
];

/** Opening live streams: each may read what its account missed. Room for ten that come back every minute. */
export const streamLimits: readonly Policy[] = [
  { name: 'streams', per: 'caller', most: 120, seconds: 10 * MINUTE, counts: 'requests', kept: 'process' },
];

/** Everything but the operations' routes: one client does not take the whole server, and is served again a few seconds later. */
export const clientLimit: Policy = {
  name: 'client',
  per: 'client',
  most: 5_000,
  seconds: 5,
  counts: 'requests',
  kept: 'process',
};

/** Everything a key of the API is used for, from whatever addresses. */
export const integrationLimit: Policy = {
  name: 'integration',
  per: 'caller',
  most: 1_200,
  seconds: MINUTE,
  counts: 'requests',
  kept: 'process',
};
