import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { expressServer } from './express-server.js';
import { nodeServer } from './node-server.js';
import { placingEvents } from './outbox.js';
import { openPostgresql } from './postgresql.js';
import { referenceRoutes } from './routes.js';
import { openSqlite } from './sqlite.js';

// What the product is measured against: DATABASE_URL as the product takes it, BARCODE_DIR for its pictures, and KIND `express` or `node`.
const { DATABASE_URL: url = '', BARCODE_DIR: barcodes = '', KIND: kind } = process.env;
mkdirSync(barcodes, { recursive: true });
const database = url.startsWith('file:') ? openSqlite(url.slice('file:'.length)) : openPostgresql(url);
const routes = referenceRoutes(placingEvents(database), barcodes);
const server = kind === 'node' ? nodeServer(routes) : expressServer(routes);
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`${JSON.stringify({ msg: 'listening', url })}\n`);
});
