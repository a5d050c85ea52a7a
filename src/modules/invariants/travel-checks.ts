import type { OrderStatus } from '../../generated/sqlite/client.js';
import { foundMoves, type OrderMove, orderMoves } from '../orders/index.js';
import { batchMoves } from '../transit/index.js';
import { importOf, type OrderFacts } from './facts.js';

type Batch = OrderFacts['batches'][number]['batch'];

const moveNames = Object.keys(orderMoves) as OrderMove[];
const madeByBatches = Object.values(batchMoves).flatMap((move): OrderMove[] => Object.values(move.orders ?? {}));
// Making an order ready is also the counter's own move.
const madeByPeople = moveNames.filter((name) => name === 'makeReady' || !madeByBatches.includes(name));

/** What is wrong between an order and its batches: at most one is open, the order knows it, and stands where its batches brought it. */
export function travelViolations(order: OrderFacts): string[] {
  const batches = order.batches.filter(({ leftAs }) => leftAs === null).map((entry) => entry.batch);
  const open = batches.filter(({ status }) => status !== 'COMPLETED' && status !== 'CANCELLED');
  const [batch] = open;
  const problems: string[] = [];
  if (open.length > 1) problems.push('is in several open batches');
  if (order.openBatchId !== (batch?.id ?? null)) problems.push('does not agree with its batches on which is open');
  if (!possibleStatuses(order, batch, batches).has(order.status)) {
    problems.push(`is ${order.status}, where ${batch ? 'its open batch does' : 'its batches do'} not have it`);
  }
  return problems;
}

function possibleStatuses(order: OrderFacts, open: Batch | undefined, batches: Batch[]): ReadonlySet<OrderStatus> {
  if (open) return new Set(statusesInside(open));
  // The older server let an order be anywhere: from the import on our rules hold.
  const imported = importOf(order);
  const since = imported?.at.getTime() ?? -1;
  const last = batches.filter(({ completedAt }) => completedAt !== null && completedAt.getTime() > since).at(-1);
  const lost = order.batches.filter(({ leftAs }) => leftAs === 'MISSING');
  return reachable([
    last ? orderMoves[batchMoves.complete.orders[last.type]].to : (imported?.status ?? 'AT_STORE'),
    ...lost.flatMap(({ batch }) => whereLost(order, batch)),
  ]);
}

/** Where an order may be that a batch of this direction lost: where the batch had it, or, once it is found, where it turned up. */
function whereLost({ missingSince }: OrderFacts, { type }: Batch): readonly OrderStatus[] {
  if (missingSince === null) return Object.values(foundMoves[type]);
  return [batchMoves.initiate, batchMoves.receive].map(({ orders }) => orderMoves[orders[type]].to);
}

function statusesInside({ status, type }: Batch): readonly OrderStatus[] {
  if (status === 'IN_TRANSIT') return [orderMoves[batchMoves.initiate.orders[type]].to];
  if (status === 'ARRIVED') return [orderMoves[batchMoves.receive.orders[type]].to];
  return orderMoves[batchMoves.initiate.orders[type]].from;
}

/** Where people can bring an order from here, without a batch. */
function reachable(starts: readonly OrderStatus[]): ReadonlySet<OrderStatus> {
  const reached = new Set<OrderStatus>(starts);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const name of madeByPeople) {
      const { from, to } = orderMoves[name];
      if ((from as readonly OrderStatus[]).some((status) => reached.has(status))) reached.add(to);
    }
  }
  return reached;
}
