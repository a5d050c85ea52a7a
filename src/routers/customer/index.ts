import { accountEndpoints } from './account.js';
import { barcodeEndpoints } from './barcodes.js';
import { orderEndpoints } from './orders.js';
import { serviceEndpoints } from './services.js';

export const customerEndpoints = [...serviceEndpoints, ...accountEndpoints, ...orderEndpoints, ...barcodeEndpoints];
