export {
  type Actor,
  type ActorType,
  actorLabel,
  anonymous,
  type Integration,
  isStaff,
  mayKnowCustomers,
  type Staff,
  worksForShop,
} from './actor.js';
export { namesOfActors } from './actor-names.js';
export { type Authenticated, authenticateToken } from './authenticate.js';
export { invalidCredentials } from './invalid-credentials.js';
export { issuedToken, issuedTokenWire, logInBody, tokenEnd } from './log-in.schema.js';
export { type Operator, operator } from './operator.js';
export { refuseOwnWords } from './own-words.js';
export { givenPassword, newPassword } from './password.schema.js';
export { createPasswords, type Passwords } from './passwords.js';
export { renewHash } from './renew-hash.js';
export { renewToken } from './renew-token.js';
export { revokeToken } from './revoke-token.js';
export { type Scope, scopes } from './scopes.js';
export { isKnownHash } from './stored-hash.js';
export { createTokens, type IssuedToken, type Principal, type TokenClaims, type Tokens } from './tokens.js';
