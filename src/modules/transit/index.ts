export { createBatch } from './create-batch.js';
export { listBatches, readBatch } from './list-batches.js';
export { moveBatch } from './move-batch.js';
export { transitEvents } from './transit.events.js';
export { batchStatuses, batchTypes, batchWire, batchWithOrdersWire, newBatchBody } from './transit.schema.js';
export { batchMoves, directions } from './transit-status.js';
