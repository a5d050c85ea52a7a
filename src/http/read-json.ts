import { AsyncResource } from 'node:async_hooks';
import { isUtf8 } from 'node:buffer';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { AppError } from '../shared/app-error.js';

/** Room for the largest honest request (200 lines with notes) many times over. */
const MAX_BODY_BYTES = 1_048_576;

const parser = express.json({
  limit: MAX_BODY_BYTES,
  type: 'application/json',
  verify: (_request, _response, bytes, encoding) => {
    if (encoding !== 'utf-8') throw notJson('unsupportedMedia');
    if (!isUtf8(bytes)) throw notJson('invalid');
  },
});

/** Reads a JSON body; no body at all reads as an empty one. Throws 415 for other content types, or 400 where `notJsonIsInvalid`. */
export function readJson(notJsonIsInvalid: boolean): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.is('application/json')) {
      const proceed = once((error?: unknown) => {
        request.body ??= {};
        next(error);
      });
      stopWhenTooLarge(request, response, proceed);
      parser(request, response, proceed);
    } else if (notJsonIsInvalid || hasBody(request)) {
      throw notJson(notJsonIsInvalid ? 'invalid' : 'unsupportedMedia');
    } else {
      request.body = {};
      next();
    }
  };
}

export function notJson(kind: 'invalid' | 'unsupportedMedia'): AppError {
  return new AppError(kind, kind === 'invalid' ? 'request.not_json' : 'request.unsupported_media', 'Expected JSON');
}

function hasBody(request: Request): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

// The parser would read a body to its end, however long, before it refuses it.
function stopWhenTooLarge(request: Request, response: Response, proceed: (error: unknown) => void): void {
  let received = 0;
  const count = (chunk: Buffer) => {
    received += chunk.length;
    if (received > MAX_BODY_BYTES) refuse();
  };
  const refuse = AsyncResource.bind(() => {
    request.off('data', count);
    response.setHeader('Connection', 'close');
    proceed(new AppError('tooLarge', 'request.too_large', 'Request body is too large'));
  });
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    refuse();
    return;
  }
  request.on('data', count);
}

function once(next: (error?: unknown) => void): (error?: unknown) => void {
  let done = false;
  return (error) => {
    if (done) return;
    done = true;
    next(error);
  };
}
