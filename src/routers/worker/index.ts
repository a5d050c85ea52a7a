import { deliveryWorkers } from '../audiences.js';
import { logOutEndpoint } from '../log-out.js';
import { workerLogInEndpoint } from '../worker-log-in.js';

export const workerEndpoints = [
  workerLogInEndpoint('/worker/login', ['WORKER', 'EMPLOYEE']),
  logOutEndpoint('/worker/logout', deliveryWorkers),
];
