export { createService } from './create-service.js';
export { deleteService } from './delete-service.js';
export { exportServices, serviceColumns } from './export-services.js';
export { importServices, servicesFile } from './import-services.js';
export { listServices, readService } from './list-services.js';
export { seedServices } from './seed-services.js';
export { changedServiceBody, newServiceBody, serviceIdInPath, serviceStatuses, serviceWire } from './service.schema.js';
export { updateService } from './update-service.js';
export { countUses, getOrderableServices, type PricedService, recountUses } from './use-services.js';
