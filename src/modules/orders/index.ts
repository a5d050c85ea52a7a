export { amendOrder } from './amend-order.js';
export { claimForBatch, freeFromBatch, moveBatchOrders } from './batch-orders.js';
export { cancelOrder } from './cancel-order.js';
export { cannotMove } from './cannot-move.js';
export { type EndDelivery, employeeMoves } from './change-status.js';
export { countOpenOrders, type OpenOrders } from './count-open-orders.js';
export { claimForDelivery, freeFromDelivery } from './deliver-orders.js';
export { editOrder } from './edit-order.js';
export { exportOrderLines, exportOrders, orderColumns, orderLineColumns } from './export-orders.js';
export { listOrders, listOrdersOf } from './list-orders.js';
export { moveOrder } from './move-order.js';
export { aboutOrder, orderEvents } from './order.events.js';
export {
  orderExample,
  orderWire,
  orderWire,
  pickupDate,
  pickupDate,
  specialInstructions,
  specialInstructions,
  timelineEntryWire,
  timelineEntryWire,
} from './order.schema.js';
export { orderExists, orderNotFound, orderSelect, scannedOrderId } from './order.store.js';
export { type OrderRow, orderView } from './order.view.js';
export { optionalLines, requiredLines } from './order-lines.schema.js';
export { allStatusLabels, finalStatuses, type OrderMove, orderMoves, statusLabels } from './order-status.js';
export { placeOrder } from './place-order.js';
export { readOrder, readTimeline, trackOrder } from './read-order.js';
export { setStatus } from './set-status.js';
export { withdrawOrder } from './withdraw-order.js';
export { refuseWordsOnErased } from './words-on-erased.js';
