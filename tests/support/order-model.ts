import type { BatchMove, BatchType } from './batches.js';

// The contract's sections 3 and 7 once more, in the simplest form that can be compared with the server: no code is shared with it.

/** Where an order is; `Returned` reads "At Store" on the wire, and what happens `here` is cleaned on the spot. */
export type Place =
  | 'At Store'
  | 'In Transit to Factory'
  | 'At Factory'
  | 'Processing'
  | 'Quality Check'
  | 'Processing here'
  | 'Quality Check here'
  | 'In Transit to Store'
  | 'Returned'
  | 'Ready for Delivery'
  | 'Delivered'
  | 'Cancelled';

export type ModelBatch = { id: number; type: BatchType; status: string; orders: ModelOrder[] };
/** A step that nobody took back: from where, the batch that made it, and the direction in which it was missing before. */
type ModelStep = { from: Place; by: string; batch: boolean; missingFrom: BatchType | null };
export type ModelOrder = {
  id: string;
  place: Place;
  open: ModelBatch | null;
  total: number;
  told: [string, string][];
  steps: ModelStep[];
  /** The last that happened was taking a step back. */
  isUndone: boolean;
  /** The direction of the batch that goes on without it, until it is found. */
  missingFrom: BatchType | null;
};
export type Model = { orders: ModelOrder[]; batches: ModelBatch[] };

type Refusal = { status: number; error?: string };

export const roads: Record<BatchType, { from: Place[]; steps: [Place, Place, Place]; words: string }> = {
  STORE_TO_FACTORY: {
    from: ['At Store', 'Ready for Delivery'],
    steps: ['In Transit to Factory', 'At Factory', 'Processing'],
    words: 'store to factory',
  },
  FACTORY_TO_STORE: {
    from: ['Processing', 'Quality Check', 'Ready for Delivery'],
    steps: ['In Transit to Store', 'Returned', 'Ready for Delivery'],
    words: 'factory to store',
  },
};

export const batchLife = {
  initiate: { from: 'PENDING', to: 'IN_TRANSIT', step: 0, refusal: 'Transit can only be initiated from PENDING state' },
  receive: { from: 'IN_TRANSIT', to: 'ARRIVED', step: 1, refusal: 'Can only receive a batch that is IN_TRANSIT' },
  complete: { from: 'ARRIVED', to: 'COMPLETED', step: 2, refusal: 'Can only complete a batch that has ARRIVED' },
} as const satisfies Record<BatchMove, object>;

/** Where an employee may bring an order that is in no batch: from where, by the status that is asked for. */
const clerksMoves: Partial<Record<string, Partial<Record<Place, Place>>>> = {
  Processing: {
    'At Store': 'Processing here',
    Returned: 'Processing here',
    'Quality Check here': 'Processing here',
    'Ready for Delivery': 'Processing here',
    'Quality Check': 'Processing',
  },
  'Quality Check': { Processing: 'Quality Check', 'Processing here': 'Quality Check here' },
  'Ready for Delivery': {
    'At Store': 'Ready for Delivery',
    Returned: 'Ready for Delivery',
    'Processing here': 'Ready for Delivery',
    'Quality Check here': 'Ready for Delivery',
  },
  Delivered: { 'Ready for Delivery': 'Delivered' },
  Cancelled: {
    'At Store': 'Cancelled',
    Returned: 'Cancelled',
    'Processing here': 'Cancelled',
    'Quality Check here': 'Cancelled',
    'Ready for Delivery': 'Cancelled',
  },
};

/** Where an order gets that an employee asks to have this status; null when it cannot. */
export const placeFor = (order: ModelOrder, status: string): Place | null => clerksMoves[status]?.[order.place] ?? null;

export const label = (place: Place): string => (place === 'Returned' ? 'At Store' : place.replace(' here', ''));

export function refusesBatch(orders: ModelOrder[], type: BatchType): Refusal | null {
  const { from, steps, words } = roads[type];
  if (orders.some((order) => order.open)) {
    return { status: 400, error: `A ${words} transit for one or more of these orders is already in progress.` };
  }
  if (orders.some((order) => order.missingFrom)) return MISSING;
  const unfit = orders.find((order) => !from.includes(order.place));
  return unfit ? cannotMove(unfit, steps[0]) : null;
}

const MISSING: Refusal = { status: 400, error: 'Order is missing: say first where it was found' };

export const isIn = (batch: ModelBatch, order: ModelOrder): boolean => order.open === batch;

export function refusesAdding(batch: ModelBatch, order: ModelOrder): Refusal | null {
  if (batch.status !== 'PENDING') {
    return { status: 400, error: 'Can only put orders into a batch that is PENDING' };
  }
  return isIn(batch, order) ? null : refusesBatch([order], batch.type);
}

const leaving = {
  'taken out': { during: ['PENDING'], refusal: 'Can only take orders out of a batch that is PENDING' },
  missing: {
    during: ['IN_TRANSIT', 'ARRIVED'],
    refusal: 'Can only miss orders of a batch that is IN_TRANSIT or ARRIVED',
  },
};

export function refusesLeaving(batch: ModelBatch, order: ModelOrder, how: keyof typeof leaving): Refusal | null {
  const { during, refusal } = leaving[how];
  if (!during.includes(batch.status)) return { status: 400, error: refusal };
  return isIn(batch, order) ? null : { status: 400, error: `Order ${order.id} is not in this batch` };
}

export function leave(batch: ModelBatch, order: ModelOrder): void {
  batch.orders = batch.orders.filter((other) => other !== order);
  order.open = null;
}

/** Where an order that was lost on this way stands, found where staff say. */
export function foundAt(lostOn: BatchType, status: string): Place {
  if (status !== 'At Store') return 'Processing';
  return lostOn === 'STORE_TO_FACTORY' ? 'At Store' : 'Returned';
}

export function refusesMove(batch: ModelBatch, move: BatchMove): Refusal | null {
  return batch.status === batchLife[move].from ? null : { status: 400, error: batchLife[move].refusal };
}

export function refusesCancellation(batch: ModelBatch): Refusal | null {
  return batch.status === 'PENDING' ? null : { status: 400, error: 'Can only cancel a batch that is PENDING' };
}

/** Deleting what was deleted is fine, and changes nothing. */
export const isWithdrawn = (order: ModelOrder): boolean =>
  order.place === 'Cancelled' && (order.steps.at(-1)?.by.startsWith('customer:') ?? false);

export function refusesOwner(order: ModelOrder): Refusal | null {
  return order.place === 'At Store' && !order.open ? null : { status: 409 };
}

export function refusesStatus(order: ModelOrder, status: Place): Refusal | null {
  if (!placeFor(order, status) || order.open) return cannotMove(order, status);
  return order.missingFrom ? MISSING : null;
}

export function refusesAdminsCancellation(order: ModelOrder): Refusal | null {
  if (order.place === 'Cancelled') return null;
  return order.place === 'Delivered' || order.open ? cannotMove(order, 'Cancelled') : null;
}

export function go(order: ModelOrder, place: Place, actor: string, batch = false): void {
  order.steps.push({ from: order.place, by: actor, batch, missingFrom: order.missingFrom });
  order.missingFrom = null;
  order.isUndone = false;
  order.place = place;
  order.told.push([label(place), actor]);
}

export function advance(batch: ModelBatch, move: BatchMove, actor: string): void {
  batch.status = batchLife[move].to;
  for (const order of batch.orders) {
    go(order, roads[batch.type].steps[batchLife[move].step], actor, true);
    if (move === 'complete') order.open = null;
  }
}

/** Why nobody of this name may take back the last step; `isAdmin` may whoever made it. */
export function refusesUndo(order: ModelOrder, by: { label: string; isAdmin: boolean }): Refusal | null {
  const step = order.steps.at(-1);
  if (!step || order.isUndone) return { status: 409, error: 'Nothing to take back' };
  if (!by.isAdmin && step.by !== by.label && !step.by.startsWith('customer:')) return { status: 403 };
  if (order.open) return cannotMove(order, step.from);
  return step.batch ? { status: 409 } : null;
}

export function goBack(order: ModelOrder, actor: string): void {
  const step = order.steps.pop();
  order.isUndone = true;
  if (step) order.place = step.from;
  order.missingFrom = step?.missingFrom ?? null;
  order.told.push([label(order.place), actor]);
}

function cannotMove(order: ModelOrder, to: Place): Refusal {
  return { status: 400, error: `Order cannot move from ${label(order.place)} to ${label(to)}` };
}
