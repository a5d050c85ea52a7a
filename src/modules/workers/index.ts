export { logIn } from './log-in.js';
export { seedWorker } from './seed-worker.js';
export { workerWire } from './worker.schema.js';
