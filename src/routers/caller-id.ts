import type { Actor } from '../modules/identity/index.js';

/** The account id of a caller whose route lets nobody in without one. */
export function callerId(actor: Actor): number {
  if (actor.type === 'anonymous' || actor.type === 'integration') {
    throw new Error(`a route that needs an account let in ${actor.type}`);
  }
  return actor.id;
}
