export { addOrders } from './add-orders.js';
export { createBatch } from './create-batch.js';
export { listBatches, readBatch } from './list-batches.js';
export { moveBatch } from './move-batch.js';
export { reportMissing } from './report-missing.js';
export { takeOutOrder } from './take-out-order.js';
export { transitEvents } from './transit.events.js';
export {
  addedOrdersBody,
  batchMoveBody,
  batchStatuses,
  batchTypes,
  batchWire,
  batchWithOrdersWire,
  missingOrderBody,
  newBatchBody,
} from './transit.schema.js';
export { batchMoves, directions } from './transit-status.js';
