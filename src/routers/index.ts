import type { EndpointGroup } from '../http/openapi/endpoint-group.js';
import { adminEndpoints } from './admin/index.js';
import { customerEndpoints } from './customer/index.js';
import { employeeEndpoints } from './employee/index.js';
import { liveEventsEndpoints } from './live-events.js';
import { operationsEndpoints, pingEndpoint } from './operations/index.js';
import { workerEndpoints } from './worker/index.js';

/** Every route of the server, by audience: the routes, the access matrix and the API document come from this list. */
export const audiences: EndpointGroup[] = [
  {
    tag: 'Customers and guests',
    description: 'Accounts of customers, the services on offer, orders with and without an account, tracking.',
    endpoints: [pingEndpoint, ...customerEndpoints],
  },
  {
    tag: 'Employees',
    description: 'The counter and the factory: orders, customers and transit batches. Admins may call these, too.',
    endpoints: employeeEndpoints,
  },
  {
    tag: 'Delivery workers',
    description: 'The deliveries of the caller, and scans that start and end them.',
    endpoints: workerEndpoints,
  },
  {
    tag: 'Admins',
    description: 'The whole business: catalogue, people, orders, deliveries, figures and the audit log.',
    endpoints: adminEndpoints,
  },
  {
    tag: 'Live events',
    description: 'What happens, as it happens: every caller sees what their lists show them.',
    endpoints: liveEventsEndpoints,
  },
  {
    tag: 'Operations',
    description: 'For whoever runs the server.',
    alwaysAnswers: true,
    endpoints: operationsEndpoints,
  },
];

export const apiEndpoints = audiences
  .filter((audience) => !audience.alwaysAnswers)
  .flatMap((audience) => audience.endpoints);
