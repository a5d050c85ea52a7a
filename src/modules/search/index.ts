export { findCustomerIds, findOrderIds, findOrderIdsByEmail } from './find-matches.js';
export {
  indexChangedCustomer,
  indexChangedCustomers,
  indexNewCustomer,
  indexNewCustomers,
  unindexCustomer,
} from './index-customer.js';
export { indexChangedOrder, termsOfNewOrder, unindexOrders } from './index-order.js';
export { searchText } from './search.schema.js';
