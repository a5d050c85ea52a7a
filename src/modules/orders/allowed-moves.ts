import type { OrderStatus } from '../../generated/sqlite/client.js';
import type { Actor } from '../identity/index.js';
import { adminMoves, employeeMoves } from './change-status.js';
import { movesWithReason, type OrderMove, orderMoves, type StatusLabel, statusLabels } from './order-status.js';

type Movable = {
  status: OrderStatus;
  openBatchId: number | null;
  openDeliveryId: number | null;
  missingSince: Date | null;
};

export type AllowedMove = { status: StatusLabel; needsReason: boolean };

/** What a clerk's portal may offer for an order now: each status that `changeStatus` would move it to, once. */
export function allowedMoves(actor: Actor, order: Movable): AllowedMove[] {
  if (actor.type === 'integration' && !actor.scopes.includes('orders:write')) return [];
  const moves: readonly OrderMove[] = actor.type === 'admin' ? adminMoves : employeeMoves;
  const possible = moves.filter((name) => starts(name, order.status) && isFree(name, order));
  const byLabel = new Map<StatusLabel, AllowedMove>();
  for (const name of possible) {
    const status = statusLabels[orderMoves[name].to];
    if (!byLabel.has(status)) byLabel.set(status, { status, needsReason: movesWithReason.includes(name) });
  }
  return [...byLabel.values()];
}

function starts(name: OrderMove, status: OrderStatus): boolean {
  return (orderMoves[name].from as readonly OrderStatus[]).includes(status);
}

function isFree(name: OrderMove, { openBatchId, openDeliveryId, missingSince }: Movable): boolean {
  if (name === 'deliver' || name === 'bringBack') return openDeliveryId !== null;
  return openBatchId === null && openDeliveryId === null && (missingSince === null || name === 'cancel');
}
