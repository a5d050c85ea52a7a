import type { Actor } from '../modules/identity/index.js';

/** The account id of a caller whose route lets nobody in without one. */
export function callerId(actor: Actor): number {
  if (actor.type === 'anonymous') throw new Error('a route that needs an account let an anonymous caller in');
  return actor.id;
}
