export { findCustomerIds, findOrderIds, findOrderIdsByEmail, findSomeCustomerIds } from './find-matches.js';
export { findOrders } from './find-orders.js';
export {
  indexChangedCustomer,
  indexChangedCustomers,
  indexNewCustomer,
  indexNewCustomers,
  unindexCustomer,
  unindexMergedCustomer,
} from './index-customer.js';
export { indexChangedOrder, termsOfNewOrder, unindexOrders } from './index-order.js';
export { createRegularsIndexer } from './index-regulars.js';
export { createTermRemaker } from './remake-terms.js';
export { searchText } from './search.schema.js';
