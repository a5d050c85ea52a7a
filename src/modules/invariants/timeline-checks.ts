import { BatchType } from '../../generated/sqlite/client.js';
import { foundMoves, orderMoves } from '../orders/index.js';
import { batchMoves } from '../transit/index.js';
import { importOf, type OrderFacts } from './facts.js';

type Entry = OrderFacts['batches'][number];

/** Entries that tell a move; others, such as an edit or a scan on the way, tell where the order was. */
const MOVES = ['status', 'cancelled', 'found'];

const steps = new Set(Object.values(orderMoves).flatMap(({ from, to }) => from.map((status) => `${status} ${to}`)));

/** Where a missing order may turn up, by where a batch left it. */
const finds = new Set(
  ([batchMoves.initiate, batchMoves.receive] as const).flatMap(({ orders }) =>
    Object.values(BatchType).flatMap((type) =>
      Object.values(foundMoves[type]).map((status) => `${orderMoves[orders[type]].to} ${status}`),
    ),
  ),
);

/** What is wrong with an order's timeline: one entry per move, in the order of an order's life or taken back, and each move of its batches once. */
export function timelineViolations(order: OrderFacts): string[] {
  const [first, ...rest] = order.timeline;
  const problems: string[] = [];
  if (first?.type !== 'created' || first.status !== 'AT_STORE' || rest.some(({ type }) => type === 'created')) {
    problems.push('its timeline does not begin, once, with its creation');
  }
  let at: string = 'AT_STORE';
  let isMissing = false;
  // Where it was before each move that nobody took back.
  const before: { at: string; isMissing: boolean }[] = [];
  for (const [index, { type, status }] of rest.entries()) {
    if (type === 'imported' && (index > 0 || status === null))
      problems.push('its timeline does not begin with its import');
    if (type === 'imported' && status !== null) at = status;
    if (type === 'undone') {
      const back = before.pop();
      if (back?.at !== status) problems.push(`its timeline takes ${at} back to ${status}, where it was not before`);
      at = status ?? at;
      isMissing = back?.isMissing ?? false;
      continue;
    }
    if (type === 'missing' || type === 'found') {
      if (isMissing === (type === 'missing')) problems.push(`its timeline has it ${type} twice`);
    }
    if (type === 'missing') isMissing = true;
    if (status === null || (!MOVES.includes(type) && status === at)) continue;
    if (!MOVES.includes(type) || !(type === 'found' ? finds : steps).has(`${at} ${status}`))
      problems.push(`its timeline goes from ${at} to ${status}`);
    if (isMissing && type !== 'found' && status !== 'CANCELLED')
      problems.push(`its timeline moves it to ${status} while it is missing`);
    before.push({ at, isMissing });
    at = status;
    isMissing = false;
  }
  if (isMissing !== (order.missingSince !== null))
    problems.push('does not agree with its timeline on whether it is missing');
  if (at !== order.status) problems.push(`is ${order.status}, and its timeline ends at ${at}`);
  for (const entry of order.batches) problems.push(...missingMoves(order, entry));
  return problems;
}

/** How often a timeline tells each move of a batch, by how the order left it: one that was missing may have arrived before. */
const tellings = {
  initiate: { TAKEN_OUT: [0], MISSING: [1] },
  receive: { TAKEN_OUT: [0], MISSING: [0, 1] },
  complete: { TAKEN_OUT: [0], MISSING: [0] },
} as const;

function missingMoves(order: OrderFacts, { batch, leftAs }: Entry): string[] {
  const { timeline } = order;
  const importedAt = importOf(order)?.at.getTime() ?? -1;
  return (['initiate', 'receive', 'complete'] as const).flatMap((name) => {
    const { stamp, orders } = batchMoves[name];
    const at = batch[stamp]?.getTime();
    // What happened on the older server is told by no entry of ours.
    if (at === undefined || at <= importedAt) return [];
    const { to } = orderMoves[orders[batch.type]];
    const told = timeline.filter(
      (entry) =>
        entry.type === 'status' && entry.note === batch.transitId && entry.status === to && entry.at.getTime() === at,
    );
    const expected: readonly number[] = leftAs === null ? [1] : tellings[name][leftAs];
    if (expected.includes(told.length)) return [];
    return [`its timeline tells ${told.length} times that ${batch.transitId} made it ${to}`];
  });
}
