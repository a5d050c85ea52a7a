import { orderMoves } from '../orders/index.js';
import { batchMoves } from '../transit/index.js';
import { importOf, type OrderFacts } from './facts.js';

type Batch = OrderFacts['batches'][number]['batch'];

/** Entries that tell a move; others, such as an edit or a scan on the way, tell where the order was. */
const MOVES = ['status', 'cancelled'];

const steps = new Set(Object.values(orderMoves).flatMap(({ from, to }) => from.map((status) => `${status} ${to}`)));

/** What is wrong with an order's timeline: one entry per move, in the order of an order's life or taken back, and each move of its batches once. */
export function timelineViolations(order: OrderFacts): string[] {
  const [first, ...rest] = order.timeline;
  const problems: string[] = [];
  if (first?.type !== 'created' || first.status !== 'AT_STORE' || rest.some(({ type }) => type === 'created')) {
    problems.push('its timeline does not begin, once, with its creation');
  }
  let at: string = 'AT_STORE';
  // Where it was before each move that nobody took back.
  const before: string[] = [];
  for (const [index, { type, status }] of rest.entries()) {
    if (type === 'imported' && (index > 0 || status === null))
      problems.push('its timeline does not begin with its import');
    if (type === 'imported' && status !== null) at = status;
    if (type === 'undone') {
      if (before.pop() !== status) problems.push(`its timeline takes ${at} back to ${status}, where it was not before`);
      at = status ?? at;
      continue;
    }
    if (status === null || (!MOVES.includes(type) && status === at)) continue;
    if (!MOVES.includes(type) || !steps.has(`${at} ${status}`))
      problems.push(`its timeline goes from ${at} to ${status}`);
    before.push(at);
    at = status;
  }
  if (at !== order.status) problems.push(`is ${order.status}, and its timeline ends at ${at}`);
  for (const { batch } of order.batches) problems.push(...missingMoves(order, batch));
  return problems;
}

function missingMoves(order: OrderFacts, batch: Batch): string[] {
  const { timeline } = order;
  const importedAt = importOf(order)?.at.getTime() ?? -1;
  const made = [batchMoves.initiate, batchMoves.receive, batchMoves.complete];
  return made.flatMap(({ stamp, orders }) => {
    const at = batch[stamp]?.getTime();
    // What happened on the older server is told by no entry of ours.
    if (at === undefined || at <= importedAt) return [];
    const { to } = orderMoves[orders[batch.type]];
    const told = timeline.filter(
      (entry) => entry.note === batch.transitId && entry.status === to && entry.at.getTime() === at,
    );
    return told.length === 1 ? [] : [`its timeline tells ${told.length} times that ${batch.transitId} made it ${to}`];
  });
}
