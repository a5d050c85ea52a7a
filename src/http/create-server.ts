import { createServer, type Server } from 'node:http';
import type { Express } from 'express';
import { answerClientErrors } from './client-errors.js';

const OPTIONS = {
  // Cut within ten seconds: the check below comes once a second.
  headersTimeout: 9_000,
  requestTimeout: 9_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
  requireHostHeader: false,
};

/** The HTTP server around the application: slow clients are cut off, and what is not even HTTP gets the contract's error shape. */
export function createHttpServer(app: Express): Server {
  const server = createServer(OPTIONS, app);
  answerClientErrors(server);
  return server;
}
