import type { BatchStatus, BatchType } from '../../generated/sqlite/client.js';
import type { OrderMove } from '../orders/index.js';

type BatchMove = {
  from: BatchStatus;
  to: BatchStatus;
  /** What the caller is told when the batch is in another state. */
  refusal: string;
  /** When it happened. */
  stamp: 'initiatedAt' | 'arrivedAt' | 'completedAt' | 'cancelledAt';
  /** What becomes of every order in the batch, by direction; null leaves them where they are. */
  orders: Record<BatchType, OrderMove> | null;
  /** Whether the batch lets go of its orders. */
  releases: boolean;
};

/** The life of a batch: the only place that knows its order, and what each move does to the orders in it. */
export const batchMoves = {
  initiate: {
    from: 'PENDING',
    to: 'IN_TRANSIT',
    refusal: 'Transit can only be initiated from PENDING state',
    stamp: 'initiatedAt',
    orders: { STORE_TO_FACTORY: 'sendToFactory', FACTORY_TO_STORE: 'sendToStore' },
    releases: false,
  },
  receive: {
    from: 'IN_TRANSIT',
    to: 'ARRIVED',
    refusal: 'Can only receive a batch that is IN_TRANSIT',
    stamp: 'arrivedAt',
    orders: { STORE_TO_FACTORY: 'receiveAtFactory', FACTORY_TO_STORE: 'receiveAtStore' },
    releases: false,
  },
  complete: {
    from: 'ARRIVED',
    to: 'COMPLETED',
    refusal: 'Can only complete a batch that has ARRIVED',
    stamp: 'completedAt',
    orders: { STORE_TO_FACTORY: 'startProcessing', FACTORY_TO_STORE: 'makeReady' },
    releases: true,
  },
  cancel: {
    from: 'PENDING',
    to: 'CANCELLED',
    refusal: 'Can only cancel a batch that is PENDING',
    stamp: 'cancelledAt',
    orders: null,
    releases: true,
  },
} as const satisfies Record<string, BatchMove>;

/** The states in which orders may be put into a batch and taken out, and those in which one may be found to be missing. */
export const open = { packing: ['PENDING'], moving: ['IN_TRANSIT', 'ARRIVED'] } as const satisfies Record<
  string,
  BatchStatus[]
>;

export type BatchMoveName = keyof typeof batchMoves;

/** What each direction is called, and the first move of its orders, which also says where they may be when the batch is made. */
export const directions = {
  STORE_TO_FACTORY: { prefix: 'S2F', words: 'store to factory' },
  FACTORY_TO_STORE: { prefix: 'F2S', words: 'factory to store' },
} as const satisfies Record<BatchType, { prefix: string; words: string }>;
