export { listServices } from './list-services.js';
export { seedServices } from './seed-services.js';
export { serviceWire } from './service.schema.js';
export { countUses, getOrderableServices, type PricedService, uncountUses } from './use-services.js';
