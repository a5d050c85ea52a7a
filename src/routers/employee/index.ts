import { employeesOnly } from '../audiences.js';
import { logOutEndpoint } from '../log-out.js';
import { workerLogInEndpoint } from '../worker-log-in.js';

export const employeeEndpoints = [
  workerLogInEndpoint('/employee/login', ['EMPLOYEE']),
  logOutEndpoint('/employee/logout', employeesOnly),
];
