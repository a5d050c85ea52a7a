export { changePassword } from './change-password.js';
export { createWorker } from './create-worker.js';
export { deleteWorker } from './delete-worker.js';
export { holdActiveWorker } from './hold-active-worker.js';
export { listWorkers, readWorker } from './list-workers.js';
export { logIn } from './log-in.js';
export { seedWorker } from './seed-worker.js';
export { updateWorker } from './update-worker.js';
export { changedWorkerBody, newWorkerBody, WORKER_PASSWORD_MIN, workerWire } from './worker.schema.js';
