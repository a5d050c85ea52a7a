export { changePassword } from './change-password.js';
export { customerName, customerPhone, customerWire, profileBody, signUpBody } from './customer.schema.js';
export { customerSelect, findCustomerByEmail, getAccount } from './customer.store.js';
export { type CustomerRow, customerView, strangersCustomerView } from './customer.view.js';
export { logIn } from './log-in.js';
export { type OpenedAccount, openAccount } from './open-account.js';
export { signUp } from './sign-up.js';
export { updateProfile } from './update-profile.js';
