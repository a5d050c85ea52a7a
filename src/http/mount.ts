import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Deps } from '../deps.js';
import { limitsOn, underLimits } from '../rate-limits/http.js';
import { beginSession, endSession } from './admin-session.js';
import { authorise, isStillGood } from './authorise.js';
import { carryOut } from './carry-out.js';
import type { AnyEndpoint, Call } from './endpoint.js';
import { fromReplica } from './from-replica.js';
import { IGNORED_FIELDS, ignoredFields } from './ignored-fields.js';
import { parseRequest } from './parse-request.js';
import { readCsv } from './read-csv.js';
import { readJson } from './read-json.js';
import { refuseCrossSite } from './same-origin.js';
import { sendAnswer } from './send-answer.js';

/** The endpoints for Express: permission first, then the body, then the handler. */
export function mount(deps: Deps, endpoints: readonly AnyEndpoint[]): RequestHandler {
  const router = Router({ caseSensitive: true });
  for (const declared of endpoints) router[declared.method](declared.path, ...handlers(deps, declared));
  return router;
}

function handlers(deps: Deps, declared: AnyEndpoint): RequestHandler[] {
  const route = `${declared.method.toUpperCase()} ${declared.path}`;
  const permit = async (request: Request, response: Response): Promise<void> => {
    response.locals['route'] = route;
    // Nothing is kept by a browser or a proxy unless a route says so: most answers name people or carry tokens.
    response.setHeader('Cache-Control', 'no-store');
    if (declared.refusesCrossSite) refuseCrossSite(request, deps.config.corsOrigins);
    response.locals['caller'] = await authorise(deps, request, declared.access, declared.scope);
  };
  const answer = async (request: Request, response: Response): Promise<void> => {
    const caller = response.locals['caller'] as Pick<Call, 'actor' | 'claims'>;
    const call: Call = {
      deps,
      ...caller,
      isStillGood: () => isStillGood(deps, request, caller),
      session: { begin: (admin) => beginSession(request, admin, deps.clock.now()), end: () => endSession(request) },
    };
    const bodySchema = declared.bodyOf?.(call.actor) ?? declared.body;
    const input = {
      params: declared.params && parseRequest(declared.params, request.params),
      query: declared.query && parseRequest(declared.query, request.query),
      body: bodySchema && parseRequest(bodySchema, request.body, declared.missingSentence),
      headers: declared.headers && parseRequest(declared.headers, request.headers),
    };
    const limits = limitsOn(declared.limitsFor?.(input) ?? declared.limits ?? [], call.actor);
    const account = (await declared.limitedAccount?.(input, deps)) ?? null;
    const limited = { limits, hashes: declared.hashes, account, actor: call.actor, request, response };
    const work = (on: Call) => carryOut(declared, request, input, on);
    const result = await underLimits(deps, limited, () => fromReplica(declared, call, work));
    const ignored = bodySchema && ignoredFields(bodySchema, request.body);
    if (ignored) response.setHeader(IGNORED_FIELDS, ignored);
    await sendAnswer(deps, declared, request, response, result);
  };
  if (!declared.body) {
    const permitAndAnswer: RequestHandler = async (request, response) => {
      await permit(request, response);
      await answer(request, response);
    };
    return [permitAndAnswer];
  }
  const read = declared.bodyType === 'text/csv' ? readCsv() : readJson(declared.notJsonIsInvalid ?? false);
  const permitFirst: RequestHandler = async (request, response, next) => {
    await permit(request, response);
    next();
  };
  return [permitFirst, read, answer];
}
