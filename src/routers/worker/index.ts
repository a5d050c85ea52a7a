import { deliveryWorkers } from '../audiences.js';
import { logOutEndpoint } from '../log-out.js';
import { renewEndpoint } from '../renew-token.js';
import { workerLogInEndpoint } from '../worker-log-in.js';
import { deliveriesEndpoints } from './deliveries.js';
import { scansEndpoints } from './scans.js';

export const workerEndpoints = [
  workerLogInEndpoint('/worker/login', 'logInWorker', ['WORKER', 'EMPLOYEE']),
  logOutEndpoint('/worker/logout', 'logOutWorker', deliveryWorkers),
  renewEndpoint('/worker/renew', 'renewWorkerToken', deliveryWorkers),
  ...deliveriesEndpoints,
  ...scansEndpoints,
];
