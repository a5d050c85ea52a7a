import type { Request, RequestHandler, Response } from 'express';
import type { Deps } from '../deps.js';
import { clientAddress } from '../http/client-address.js';
import type { AnyEndpoint } from '../http/endpoint.js';
import { type Actor, actorLabel } from '../modules/identity/index.js';
import { clientLimit, integrationLimit, type Policy, type Standing } from './index.js';

type Limited = {
  limits: readonly Policy[];
  hashes: AnyEndpoint['hashes'];
  account: string | null;
  actor: Actor;
  request: Request;
  response: Response;
};

/** The limits on this call: the route's, and for a program the one on its key. */
export function limitsOn(limits: readonly Policy[], actor: Actor): readonly Policy[] {
  return actor.type === 'integration' ? [...limits, integrationLimit] : limits;
}

/** Does the work if the limits allow it, and tells the client how they stand. Throws `limit.exceeded`. */
export function underLimits<T>(
  deps: Pick<Deps, 'limits' | 'passwords'>,
  limited: Limited,
  work: () => Promise<T>,
): Promise<T> {
  const { limits, hashes, account, actor, request, response } = limited;
  if (limits.length === 0) return work();
  const caller = actor.type === 'anonymous' ? null : actorLabel(actor);
  const subject = { client: clientAddress(request), account, caller };
  const run = () => deps.limits.run(limits, subject, (standings) => setHeaders(response, standings), work);
  return hashes ? deps.passwords.inTurn({ lane: hashes, client: subject.client }, run) : run();
}

/** The limit on everything one client asks for. */
export function limitClients(deps: Pick<Deps, 'limits'>): RequestHandler {
  return async (request, response, next) => {
    const subject = { client: clientAddress(request), account: null, caller: null };
    // Who is far from it learns nothing of it: headers on every answer are bytes on every answer.
    const tell = (standings: Standing[]) => {
      if (standings.some(({ left }) => left === 0)) setHeaders(response, standings);
    };
    await deps.limits.run([clientLimit], subject, tell, async () => {});
    next();
  };
}

// draft-ietf-httpapi-ratelimit-headers-11, sections 3 and 4: lists of quoted policy names with q(uota), w(indow), r(emaining) and
// t(ime until more) as parameters. Only the policy nearest to its end is told, as the draft allows.
function setHeaders(response: Response, standings: Standing[]): void {
  const nearest = standings.toSorted((a, b) => a.left - b.left)[0];
  if (!nearest) return;
  const policies = standings.map(({ policy, most }) => `"${policy.name}";q=${most};w=${policy.seconds}`);
  response.setHeader('RateLimit-Policy', policies.join(', '));
  const seconds = Math.ceil(nearest.resetsInMs / 1000);
  response.setHeader('RateLimit', `"${nearest.policy.name}";r=${nearest.left};t=${seconds}`);
}
