export { cancelDelivery } from './cancel-delivery.js';
export { carryOut } from './carry-out.js';
export { changeDelivery } from './change-delivery.js';
export { createDelivery } from './create-delivery.js';
export { deliveryEvents } from './delivery.events.js';
export { requireOwnDelivery } from './delivery.policy.js';
export {
  changedDeliveryBody,
  deliveryStatuses,
  deliveryWire,
  deliveryWithOrderWire,
  failedDeliveryBody,
  movedDeliveryBody,
  newDeliveryBody,
} from './delivery.schema.js';
export { endDelivery } from './end-delivery.js';
export { listDeliveries, listDeliveriesOf } from './list-deliveries.js';
export { moveDelivery } from './move-delivery.js';
export { openDelivery } from './open-delivery.js';
export { readDelivery } from './read-delivery.js';
export { readdressDelivery } from './readdress-delivery.js';
export { reopenDelivery } from './reopen-delivery.js';
