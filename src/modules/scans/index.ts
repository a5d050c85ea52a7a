export { listTracksOf } from './list-tracks.js';
export { recordScan } from './record-scan.js';
export { scanEvents } from './scan.events.js';
export { scanBody, trackWire } from './scan.schema.js';
