import type { Resource } from '../http/resource.js';
import { readAdmin } from '../modules/admins/index.js';
import { readApiKey } from '../modules/api-keys/index.js';
import { readService } from '../modules/catalogue/index.js';
import { customerView, getAccount, readCustomer } from '../modules/customers/index.js';
import { readDelivery } from '../modules/deliveries/index.js';
import { readOrder } from '../modules/orders/index.js';
import { readBatch } from '../modules/transit/index.js';
import { readWebhook } from '../modules/webhooks/index.js';
import { readWorker } from '../modules/workers/index.js';
import { callerId } from './caller-id.js';

// The records that have an address of their own. What `read` answers is what the routes of that address show.

export const orderResource: Resource = {
  table: 'orders',
  read: (db, actor, id) => readOrder(db, actor, String(id)),
  followers: ['allowedMoves'],
};

export const customerResource: Resource = {
  table: 'customers',
  read: (db, _actor, id, { currency }) => readCustomer(db, currency, Number(id)),
  followers: ['totalOrders', 'totalSpent', 'lastOrderDate', 'possibleDuplicates'],
};

/** The customer's own account. */
export const accountResource: Resource = {
  table: 'customers',
  read: async (db, _actor, id) => customerView(await getAccount(db, Number(id))),
  idOf: callerId,
};

export const serviceResource: Resource = {
  table: 'services',
  read: (db, _actor, id, { currency }) => readService(db, currency, String(id)),
  followers: ['usage_count'],
};

export const workerResource: Resource = {
  table: 'workers',
  read: (db, _actor, id) => readWorker(db, Number(id)),
};

export const userResource: Resource = {
  table: 'admin_users',
  read: (db, _actor, id) => readAdmin(db, Number(id)),
};

export const batchResource: Resource = {
  table: 'transit_batches',
  read: (db, _actor, id) => readBatch(db, Number(id)),
  followers: ['orders'],
};

export const deliveryResource: Resource = {
  table: 'deliveries',
  read: (db, actor, id) => readDelivery(db, actor, Number(id)),
  followers: ['customerPhone'],
};

export const apiKeyResource: Resource = {
  table: 'api_keys',
  read: (db, _actor, id) => readApiKey(db, Number(id)),
  followers: ['lastUsedAt'],
};

export const webhookResource: Resource = {
  table: 'webhook_endpoints',
  read: (db, _actor, id) => readWebhook(db, Number(id)),
};
