export { hasAdmin, seedAdmin } from './seed-admin.js';
