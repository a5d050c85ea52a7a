export { changedAdminBody, newAdminBody, userWire } from './admin.schema.js';
export { findSessionAdmin } from './admin.store.js';
export { createAdmin } from './create-admin.js';
export { deleteAdmin } from './delete-admin.js';
export { listAdmins, readAdmin } from './list-admins.js';
export { logIn } from './log-in.js';
export { hasAdmin, seedAdmin } from './seed-admin.js';
export { updateAdmin } from './update-admin.js';
