import type { RequestHandler } from 'express';
import { AppError } from '../shared/app-error.js';

/** HTTP/1.1 requires exactly one Host header (RFC 9112, 3.2); Node's own check, which answers without our error shape, is switched off for this one. */
export const requireHost: RequestHandler = (request, _response, next) => {
  const isModern = request.httpVersion === '1.1';
  if ((isModern && request.headers.host === undefined) || countHosts(request.rawHeaders) > 1) {
    throw new AppError('invalid', 'request.malformed', 'Malformed request');
  }
  next();
};

// Of several, the parsed headers keep the first.
function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') count += 1;
  }
  return count;
}
