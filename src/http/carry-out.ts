import type { Request } from 'express';
import { actorLabel } from '../modules/identity/index.js';
import { underIfMatch } from './conditions/index.js';
import { type AnyEndpoint, type Call, takesIdempotencyKey, takesIfMatch } from './endpoint.js';
import { answerOnce, idempotencyKeyOf } from './idempotency/index.js';
import { resolveNames } from './names-in-path.js';
import type { Resource } from './resource.js';

type AnyInput = Parameters<AnyEndpoint['handle']>[0];

/** What the endpoint's handler answers, once names in the path are the records' own: of a request with an `Idempotency-Key`, the first time; of a change, if `If-Match` holds. */
export async function carryOut(declared: AnyEndpoint, request: Request, given: AnyInput, call: Call): Promise<unknown> {
  const input = { ...given, params: await resolveNames(declared, given.params, call) };
  const work = () => underCondition(declared, request, input, call);
  const key = takesIdempotencyKey(declared) ? idempotencyKeyOf(request) : undefined;
  if (key === undefined) return work();
  const caller = actorLabel(call.actor);
  const { status, toldOnce = [] } = declared;
  return answerOnce(call.deps, { caller, key, asked: asText(declared, input), status, toldOnce }, work);
}

// Within the key: who asks again would find that their own first request changed the record.
function underCondition(declared: AnyEndpoint, request: Request, input: AnyInput, call: Call): Promise<unknown> {
  const work = () => declared.handle(input, call);
  const { resource } = declared;
  if (!resource || !takesIfMatch(declared)) return work();
  return underIfMatch(request, resource, idOf(resource, input, call), call, work);
}

function idOf(resource: Resource, { params }: AnyInput, { actor }: Call): string | number {
  return resource.idOf ? resource.idOf(actor) : (params as { id: string | number }).id;
}

// As the server understood it: fields it does not know, and the order of those it does, make no other request.
function asText({ method, path }: AnyEndpoint, input: AnyInput): string {
  return JSON.stringify([method, path, input], (_name, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}
