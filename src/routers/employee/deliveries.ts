import { staffOnly } from '../audiences.js';
import { deliveryCallOff, deliveryList, oneDelivery } from '../delivery-endpoints.js';

/** What a clerk needs of deliveries: to find the one of an order, and to call it off when the customer stands at the counter. */
export const deliveriesEndpoints = [
  deliveryList('/employee/api/deliveries', 'employeeListDeliveries', staffOnly),
  oneDelivery('employee', 'employeeReadDelivery', staffOnly),
  deliveryCallOff('employee', 'employeeDeleteDelivery', staffOnly),
];
