export { amendOrder } from './amend-order.js';
export { claimForBatch, freeFromBatch, moveBatchOrders, tellBatchMove } from './batch-orders.js';
export { findTravelState, releaseOrderOf } from './batch-orders.sql.js';
export { cancelOrder } from './cancel-order.js';
export { cannotMove, cannotMoveAlone, orderIsMissing } from './cannot-move.js';
export { type EndDelivery, employeeMoves } from './change-status.js';
export { codeOf } from './code-of.js';
export { countOpenOrders, type OpenOrders } from './count-open-orders.js';
export { currencyProblem } from './currency-problem.js';
export { claimForDelivery, freeFromDelivery } from './deliver-orders.js';
export { editOrder } from './edit-order.js';
export { exportOrderLines, exportOrders, orderColumns, orderLineColumns } from './export-orders.js';
export { findMissingOrder } from './find-missing-order.js';
export type { Readdress } from './hand-over.js';
export { totalOf } from './line-amount.js';
export { listOrders, listOrdersOf } from './list-orders.js';
export { tellMissing, tellTakenOut } from './lose-order.js';
export { moveOrder } from './move-order.js';
export { namedOrder, namedOrders, namesOtherOrder, type OrderNames, orderOfBody, ordersNamed } from './named-order.js';
export { aboutOrder, orderEvents } from './order.events.js';
export { columnsWithLines, type OrderRow, orderFrom, orderSelect } from './order.row.js';
export { orderExample, orderWire, pickupDate, specialInstructions, timelineEntryWire } from './order.schema.js';
export { orderExists, orderNotFound } from './order.store.js';
export { orderView, weightOf } from './order.view.js';
export { optionalLines, requiredLines } from './order-lines.schema.js';
export {
  allStatusLabels,
  finalStatuses,
  foundMoves,
  foundPlaces,
  type OrderMove,
  orderMoves,
  statusLabels,
} from './order-status.js';
export { type OrderOwner, ownersOf } from './owners-of.js';
export { placeOrder } from './place-order.js';
export { readOrder, readTimeline, trackOrder } from './read-order.js';
export { refuseWordsOnErased } from './refuse-words-on-erased.js';
export { renewTracking } from './renew-tracking.js';
export { orderInBody, scannedOrderText } from './scanned-order.schema.js';
export { ORDER_ID, readScan, type Scanned, scannedOrderId } from './scanned-order-id.js';
export { setStatus } from './set-status.js';
export { ticketKey, ticketSpelling } from './ticket-number.js';
export { type ReopenDelivery, undoStep } from './undo-step.js';
export { withdrawOrder } from './withdraw-order.js';
