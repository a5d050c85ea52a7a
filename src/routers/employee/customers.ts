import { staffOnly } from '../audiences.js';
import { customerRecordEndpoints } from '../customer-record-endpoints.js';

export const customersEndpoints = customerRecordEndpoints('employee', staffOnly);
