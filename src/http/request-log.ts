import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from '../shared/logger.js';
import { withRequestId } from '../shared/request-context.js';

const SANE_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** Gives every request its id (the client's, if sane), every answer `X-Request-Id`, and the log one line, without URL or body: both hold secrets. */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const sent = request.headers['x-request-id'];
    const requestId = typeof sent === 'string' && SANE_ID.test(sent) ? sent : randomUUID();
    response.setHeader('X-Request-Id', requestId);
    const startedAt = performance.now();
    withRequestId(requestId, () => {
      response.on('close', () => {
        const route = (response.locals['route'] as string | undefined) ?? `${request.method} unmatched`;
        const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
        const finished = response.writableFinished;
        logger.info(
          {
            requestId,
            route,
            status: response.statusCode,
            milliseconds,
            ...callerOf(response),
            ...(finished || response.locals['isStream'] ? {} : { aborted: true }),
          },
          'request',
        );
      });
      next();
    });
  };
}

// What kind of caller, never which one: whoever has to know finds the change with this request's id in the audit log.
function callerOf(response: Response): { actor?: string; code?: string } {
  const { caller, code } = response.locals as { caller?: { actor: { type: string } }; code?: string };
  return { ...(caller ? { actor: caller.actor.type } : {}), ...(code ? { code } : {}) };
}
