import type { Operator } from './operator.js';
import type { Scope } from './scopes.js';

/** Who is calling: known by account type and id together, never by id alone. */
export type Actor =
  | { type: 'anonymous' }
  | { type: 'customer'; id: number }
  | { type: 'employee'; id: number }
  | { type: 'worker'; id: number }
  | { type: 'admin'; id: number }
  | Integration;

/** Another program, with a key an admin gave it. The id is the key's. */
export type Integration = { type: 'integration'; id: number; scopes: readonly Scope[] };

export type ActorType = Actor['type'];
export type Staff = Extract<Actor, { type: 'employee' | 'admin' }>;

export const anonymous: Actor = { type: 'anonymous' };

/** People who work at the counter, in the factory or at the admin console; a delivery worker is none of them. */
export function isStaff(actor: Actor): actor is Staff {
  return actor.type === 'employee' || actor.type === 'admin';
}

/** Whether records of every customer are open to the caller: staff, and integrations on the routes that their scopes open. */
export function worksForShop(actor: Actor): actor is Staff | Integration {
  return isStaff(actor) || actor.type === 'integration';
}

/** Whether the caller may be told what is stored about any customer. */
export function mayKnowCustomers(actor: Actor): boolean {
  return actor.type === 'integration' ? actor.scopes.includes('customers:read') : isStaff(actor);
}

/** How the timeline and the audit name an actor: `employee:3`, and `guest` for somebody who did not log in. */
export function actorLabel(actor: Actor | Operator): string {
  if (actor.type === 'operator') return actor.type;
  return actor.type === 'anonymous' ? 'guest' : `${actor.type}:${actor.id}`;
}
