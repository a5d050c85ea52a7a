// After a race or a long life the tests look at the data with the very check that an operator runs.
export { checkInvariants } from '../../src/modules/invariants/index.js';
