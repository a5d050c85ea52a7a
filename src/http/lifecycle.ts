import type { RequestHandler } from 'express';
import { AppError } from '../shared/app-error.js';

/** Whether the server takes work: not before the database is known to be right, and not while stopping. */
export type Lifecycle = { stopping: boolean; notReady: string | null };

/** While stopping, tells clients to close the connection: a kept-alive one would otherwise go on being served. */
export function drain(lifecycle: Lifecycle): RequestHandler {
  return (_request, response, next) => {
    if (lifecycle.stopping) response.setHeader('Connection', 'close');
    next();
  };
}

/** Refuses work with 503 while the server is not ready or stopping. */
export function refuseUnlessReady(lifecycle: Lifecycle): RequestHandler {
  return (_request, _response, next) => {
    if (lifecycle.stopping) throw new AppError('unavailable', 'server.stopping', 'The server is stopping');
    if (lifecycle.notReady) throw new AppError('unavailable', 'server.not_ready', lifecycle.notReady);
    next();
  };
}
