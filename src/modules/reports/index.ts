export { readDashboard } from './read-dashboard.js';
export { dashboardWire } from './report.schema.js';
