import type { AnyEndpoint, Call } from './endpoint.js';

/** Does the work of a list or a report with the replica for its database, where there is one; on the primary otherwise. */
export function fromReplica(
  { reads }: AnyEndpoint,
  call: Call,
  work: (call: Call) => Promise<unknown>,
): Promise<unknown> {
  const { replica } = call.deps;
  if (reads !== 'replica' || !replica) return work(call);
  return replica.read((db) => work({ ...call, deps: { ...call.deps, db } }));
}
