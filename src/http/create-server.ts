import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { answerClientErrors } from './client-errors.js';
import { LONGEST_STANDSTILL_MS } from './unsent-answers.js';

const OPTIONS = {
  // Cut within ten seconds, also where the check below comes late: it is due twice a second.
  headersTimeout: 9_000,
  requestTimeout: 9_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 500,
  requireHostHeader: false,
};

/**
 * The HTTP server around the application: slow clients are cut off, also those that take nothing of an answer for `standstillMs`, and what
 * is not even HTTP gets the contract's error shape.
 */
export function createHttpServer(app: Express, standstillMs = LONGEST_STANDSTILL_MS): Server {
  const server = createServer({ ...OPTIONS, ...bornForExpress(app) }, app);
  // Of every answer, whatever made it: a file, an error, the manual. What a socket takes, however little, begins the time anew.
  server.timeout = standstillMs;
  answerClientErrors(server);
  return server;
}

/**
 * Classes whose objects have the prototypes of Express from the start. Express gives them to every request and every answer, and an
 * object whose prototype was exchanged is slow for the rest of its life: that cost a bare Express 50 of its 70 µs.
 */
function bornForExpress(app: Express) {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {}
  Object.setPrototypeOf(ExpressRequest.prototype, app.request);
  Object.setPrototypeOf(ExpressResponse.prototype, app.response);
  app.request = ExpressRequest.prototype as typeof app.request;
  app.response = ExpressResponse.prototype as typeof app.response;
  return { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse };
}
