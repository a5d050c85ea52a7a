import { isUtf8 } from 'node:buffer';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { AppError } from '../shared/app-error.js';

/** Room for the largest honest request (200 lines with notes) many times over. */
export const MAX_BODY = '1mb';

const parser = express.json({
  limit: MAX_BODY,
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
      parser(request, response, (error?: unknown) => {
        request.body ??= {};
        next(error);
      });
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
