import { serviceEvents } from '../catalogue/index.js';
import { customerEvents } from '../customers/index.js';
import { deliveryEvents } from '../deliveries/index.js';
import { orderEvents } from '../orders/index.js';
import type { EventDefinition } from '../outbox/index.js';
import { scanEvents } from '../scans/index.js';
import { transitEvents } from '../transit/index.js';
import { workerEvents } from '../workers/index.js';

/** Every event there is: what webhooks and live streams carry, and what the API document describes. */
export const eventCatalogue: readonly EventDefinition[] = [
  ...orderEvents,
  ...transitEvents,
  ...deliveryEvents,
  ...scanEvents,
  ...customerEvents,
  ...serviceEvents,
  ...workerEvents,
];

export const eventTypes = eventCatalogue.map(({ type }) => type);
