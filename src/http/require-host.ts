import type { RequestHandler } from 'express';
import { AppError } from '../shared/app-error.js';

/** HTTP/1.1 requires a Host header (RFC 9112, 3.2); Node's own check, which answers without our error shape, is switched off for this one. */
export const requireHost: RequestHandler = (request, _response, next) => {
  if (request.httpVersion === '1.1' && request.headers.host === undefined) {
    throw new AppError('invalid', 'request.malformed', 'Malformed request');
  }
  next();
};
