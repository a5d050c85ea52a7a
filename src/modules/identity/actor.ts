import type { Operator } from './operator.js';

/** Who is calling: known by account type and id together, never by id alone. */
export type Actor =
  | { type: 'anonymous' }
  | { type: 'customer'; id: number }
  | { type: 'employee'; id: number }
  | { type: 'worker'; id: number }
  | { type: 'admin'; id: number };

export type ActorType = Actor['type'];
export type Staff = Extract<Actor, { type: 'employee' | 'admin' }>;

export const anonymous: Actor = { type: 'anonymous' };

/** Staff work at the counter, in the factory or at the admin console; a delivery worker is not staff. */
export function isStaff(actor: Actor): actor is Staff {
  return actor.type === 'employee' || actor.type === 'admin';
}

/** How the timeline and the audit name an actor: `employee:3`, and `guest` for somebody who did not log in. */
export function actorLabel(actor: Actor | Operator): string {
  if (actor.type === 'operator') return actor.type;
  return actor.type === 'anonymous' ? 'guest' : `${actor.type}:${actor.id}`;
}
