export { type Actor, type ActorType, actorLabel, anonymous, isStaff, type Staff } from './actor.js';
export { type Authenticated, authenticateToken } from './authenticate.js';
export { invalidCredentials } from './invalid-credentials.js';
export { logInBody } from './log-in.schema.js';
export { givenPassword, newPassword } from './password.schema.js';
export { createPasswords, type Passwords } from './passwords.js';
export { renewHash } from './renew-hash.js';
export { revokeToken } from './revoke-token.js';
export { createTokens, type Principal, type TokenClaims, type Tokens } from './tokens.js';
