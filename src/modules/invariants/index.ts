export { checkInvariants } from './check-invariants.js';
