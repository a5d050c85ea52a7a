import { adminsOnly } from '../audiences.js';
import { transitEndpoints } from '../transit-endpoints.js';
import { apiKeysEndpoints } from './api-keys.js';
import { auditLogEndpoints } from './audit-log.js';
import { customersEndpoints } from './customers.js';
import { deliveriesEndpoints, staffDeliveriesEndpoints } from './deliveries.js';
import { exportEndpoints } from './exports.js';
import { importEndpoints } from './imports.js';
import { ordersEndpoints } from './orders.js';
import { reportsEndpoints } from './reports.js';
import { servicesEndpoints } from './services.js';
import { sessionEndpoints } from './session.js';
import { usersEndpoints } from './users.js';
import { webhooksEndpoints } from './webhooks.js';
import { workersEndpoints } from './workers.js';

export const adminEndpoints = [
  ...sessionEndpoints,
  ...usersEndpoints,
  ...servicesEndpoints,
  ...customersEndpoints,
  ...ordersEndpoints,
  ...workersEndpoints,
  ...transitEndpoints('admin', adminsOnly),
  ...deliveriesEndpoints,
  ...staffDeliveriesEndpoints,
  ...reportsEndpoints,
  ...auditLogEndpoints,
  ...apiKeysEndpoints,
  ...exportEndpoints,
  ...importEndpoints,
  ...webhooksEndpoints,
];
