import { AsyncResource } from 'node:async_hooks';
import { isUtf8 } from 'node:buffer';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { AppError } from '../shared/app-error.js';
import { currentRequest } from '../shared/request-context.js';

/** A kind of body: its media type, what a caller is told to send, and how it is read. */
export type BodyKind = {
  mediaType: string;
  name: 'JSON' | 'CSV';
  maxBytes: number;
  /** What no body at all reads as. */
  none: unknown;
  parser: (verify: Verify) => RequestHandler;
  /** Makes text of the bytes, where the parser does not. */
  decode?: (bytes: Buffer, charset: string | undefined) => string;
};

/** Looks at the bytes before they are parsed. */
type Verify = (request: unknown, response: unknown, bytes: Buffer, encoding: string) => void;

/** Reads a body of the kind, in UTF-8 unless the kind decodes; no body at all reads as `none`. Throws 415 for other content types, or 400 where `otherIsInvalid`. */
export function readBody(kind: BodyKind, otherIsInvalid: boolean): RequestHandler {
  const parser = kind.parser((_request, _response, bytes, encoding) => {
    if (encoding !== 'utf-8') throw expected(kind, 'unsupportedMedia');
    if (!isUtf8(bytes)) throw expected(kind, 'invalid');
  });
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.is(kind.mediaType)) {
      const comeBack = letOthersGoFirst(request);
      const proceed = once((error?: unknown) => {
        if (error) return next(isUnsupported(error) ? expected(kind, 'unsupportedMedia') : error);
        void comeBack()
          .then(() => {
            if (kind.decode && Buffer.isBuffer(request.body))
              request.body = kind.decode(request.body, charsetOf(request));
            request.body ??= kind.none;
            next();
          })
          .catch(next);
      });
      stopWhenTooLarge(kind.maxBytes, request, response, proceed);
      parser(request, response, proceed);
    } else if (otherIsInvalid || hasBody(request)) {
      throw expected(kind, otherIsInvalid ? 'invalid' : 'unsupportedMedia');
    } else {
      request.body = kind.none;
      next();
    }
  };
}

function expected({ name }: BodyKind, problem: 'invalid' | 'unsupportedMedia'): AppError {
  const code = problem === 'invalid' ? 'request.not_json' : 'request.unsupported_media';
  return new AppError(problem, code, `Expected ${name}`);
}

/** The charset that the content type names. */
function charsetOf(request: Request): string | undefined {
  return /;\s*charset="?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
}

// The parser's own words for charsets and encodings that it does not know.
function isUnsupported(error: unknown): boolean {
  const type = (error as { type?: unknown } | undefined)?.type;
  return type === 'charset.unsupported' || type === 'encoding.unsupported';
}

// A body that is still on its way may take its client seconds; most came with their heads.
function letOthersGoFirst(request: Request): () => Promise<void> {
  const permit = request.complete ? null : currentRequest()?.permit;
  permit?.release();
  return async () => permit?.reacquire();
}

function hasBody(request: Request): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

// The parser would read a body to its end, however long, before it refuses it.
function stopWhenTooLarge(
  maxBytes: number,
  request: Request,
  response: Response,
  proceed: (error: unknown) => void,
): void {
  let received = 0;
  const count = (chunk: Buffer) => {
    received += chunk.length;
    if (received > maxBytes) refuse();
  };
  const refuse = AsyncResource.bind(() => {
    request.off('data', count);
    response.setHeader('Connection', 'close');
    proceed(new AppError('tooLarge', 'request.too_large', 'Request body is too large'));
  });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
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
