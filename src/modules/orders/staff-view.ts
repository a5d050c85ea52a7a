import type { Actor } from '../identity/index.js';
import { allowedMoves } from './allowed-moves.js';
import type { OwnedOrder } from './order.store.js';
import { orderView } from './order.view.js';

/** One order as whoever works for the shop sees it: with the moves that they may make now. */
export function staffView(actor: Actor, row: OwnedOrder) {
  return { ...orderView(row), allowedMoves: allowedMoves(actor, row) };
}
