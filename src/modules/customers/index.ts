export { changePassword } from './change-password.js';
export { createCustomer } from './create-customer.js';
export { customerCreated, customerEvents } from './customer.events.js';
export {
  changedCustomerBody,
  customerExample,
  customerName,
  customerPhone,
  customerRecordWire,
  customerStatuses,
  customerWire,
  knownEmail,
  knownPhone,
  newCustomerBody,
  possibleDuplicates,
  profileBody,
  signUpBody,
} from './customer.schema.js';
export {
  findAccountByEmail,
  findCustomersByEmail,
  getAccount,
  holdAccount,
  isErasedMeanwhile,
  refuseErased,
  requireNotErased,
} from './customer.store.js';
export { customerView, strangersCustomerView } from './customer.view.js';
export { eraseCustomer } from './erase-customer.js';
export { customerColumns, exportCustomers } from './export-customers.js';
export { findMergedInto, holdLivingAccountRow } from './find-account.sql.js';
export { likelyDoubles } from './find-doubles.js';
export { findOrEnter, holdOrRefuse } from './find-or-enter.js';
export { customersFile, importCustomers } from './import-customers.js';
export { keepPhoneKeys, renewPhoneKeys } from './keep-phone-keys.js';
export { listCustomers, readCustomer } from './list-customers.js';
export { logIn } from './log-in.js';
export { mergeCustomers } from './merge-customers.js';
export { type OpenedAccount, openAccount } from './open-account.js';
export { phoneColumns } from './phone-columns.js';
export { signUp } from './sign-up.js';
export { updateCustomer } from './update-customer.js';
export { updateProfile } from './update-profile.js';
