export { findCustomerIds, findOrderIds, findOrderIdsByEmail, findSomeCustomerIds } from './find-matches.js';
export { findOrders } from './find-orders.js';
export {
  indexChangedCustomer,
  indexChangedCustomers,
  indexNewCustomer,
  indexNewCustomers,
  unindexCustomer,
} from './index-customer.js';
export { indexChangedOrder, termsOfNewOrder, unindexOrders } from './index-order.js';
export { createTermRemaker } from './remake-terms.js';
export { searchText } from './search.schema.js';
