export { listTracksOf } from './list-tracks.js';
export { recordScan } from './record-scan.js';
export { scanBody, trackWire } from './scan.schema.js';
