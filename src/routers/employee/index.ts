import { employeesOnly, staffOnly } from '../audiences.js';
import { logOutEndpoint } from '../log-out.js';
import { renewEndpoint } from '../renew-token.js';
import { transitEndpoints } from '../transit-endpoints.js';
import { workerLogInEndpoint } from '../worker-log-in.js';
import { accountEndpoints } from './account.js';
import { customersEndpoints } from './customers.js';
import { deliveriesEndpoints } from './deliveries.js';
import { ordersEndpoints } from './orders.js';

export const employeeEndpoints = [
  workerLogInEndpoint('/employee/login', 'logInEmployee', ['EMPLOYEE']),
  logOutEndpoint('/employee/logout', 'logOutEmployee', employeesOnly),
  renewEndpoint('/employee/renew', 'renewEmployeeToken', employeesOnly),
  ...accountEndpoints,
  ...ordersEndpoints,
  ...customersEndpoints,
  ...deliveriesEndpoints,
  ...transitEndpoints('employee', staffOnly),
];
