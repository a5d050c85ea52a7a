import type { RequestHandler, Response } from 'express';
import { AppError } from '../shared/app-error.js';

/**
 * Whether the server takes work: not before the database is known to be right, and not while stopping. One that is `leaving` still
 * does, but says that it is not ready, so that balancers stop sending. `open` are answers being made.
 */
export type Lifecycle = { leaving: boolean; stopping: boolean; notReady: string | null; open: Set<Response> };

/** While leaving and stopping, tells clients to close the connection: a kept-alive one would otherwise go on being served. */
export function drain(lifecycle: Lifecycle): RequestHandler {
  return (_request, response, next) => {
    if (lifecycle.leaving) response.setHeader('Connection', 'close');
    lifecycle.open.add(response);
    response.on('close', () => lifecycle.open.delete(response));
    next();
  };
}

/** From now on every answer closes its connection, so that no client sends another request on it. */
export function beginLeaving(lifecycle: Lifecycle): void {
  lifecycle.leaving = true;
  for (const response of lifecycle.open) if (!response.headersSent) response.setHeader('Connection', 'close');
}

/** From now on no work is taken either. */
export function beginStopping(lifecycle: Lifecycle): void {
  beginLeaving(lifecycle);
  lifecycle.stopping = true;
}

/** Refuses work with 503 while the server is not ready or stopping. */
export function refuseUnlessReady(lifecycle: Lifecycle): RequestHandler {
  return (_request, _response, next) => {
    if (lifecycle.stopping) throw new AppError('unavailable', 'server.stopping', 'The server is stopping');
    if (lifecycle.notReady) throw new AppError('unavailable', 'server.not_ready', lifecycle.notReady);
    next();
  };
}
