import type { Request } from 'express';
import { actorLabel } from '../modules/identity/index.js';
import { type AnyEndpoint, type Call, takesIdempotencyKey } from './endpoint.js';
import { answerOnce, idempotencyKeyOf } from './idempotency/index.js';

type AnyInput = Parameters<AnyEndpoint['handle']>[0];

/** What the endpoint's handler answers; of a request with an `Idempotency-Key`, what it answered the first time. */
export async function carryOut(declared: AnyEndpoint, request: Request, input: AnyInput, call: Call): Promise<unknown> {
  const work = () => declared.handle(input, call);
  const key = takesIdempotencyKey(declared) ? idempotencyKeyOf(request) : undefined;
  if (key === undefined) return work();
  const caller = actorLabel(call.actor);
  return answerOnce(call.deps, { caller, key, asked: asText(declared, input), status: declared.status }, work);
}

// As the server understood it: fields it does not know, and the order of those it does, make no other request.
function asText({ method, path }: AnyEndpoint, input: AnyInput): string {
  return JSON.stringify([method, path, input], (_name, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}
