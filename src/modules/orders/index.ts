export { editOrder } from './edit-order.js';
export { listOrdersOf } from './list-orders.js';
export { orderWire, pickupDate, specialInstructions, timelineEntryWire } from './order.schema.js';
export { orderExists, orderNotFound } from './order.store.js';
export { optionalLines, requiredLines } from './order-lines.schema.js';
export { allStatusLabels, orderMoves, statusLabels } from './order-status.js';
export { placeOrder } from './place-order.js';
export { readOrder, readTimeline, trackOrder } from './read-order.js';
export { withdrawOrder } from './withdraw-order.js';
