import { adminEndpoints } from './admin/index.js';
import { customerEndpoints } from './customer/index.js';
import { employeeEndpoints } from './employee/index.js';
import { pingEndpoint } from './operations/index.js';
import { workerEndpoints } from './worker/index.js';

/** Every route of the API, by audience: the routes, the access matrix and the API document come from this list. */
export const apiEndpoints = [
  pingEndpoint,
  ...customerEndpoints,
  ...employeeEndpoints,
  ...workerEndpoints,
  ...adminEndpoints,
];
