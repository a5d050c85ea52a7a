import type { OrderStatus } from '../../generated/sqlite/client.js';
import { statusLabels } from '../../modules/orders/index.js';
import { textKey } from '../../shared/fold-text.js';
import { QUOTED_LENGTH } from './findings.js';

/** What shops of the older server wrote for a status, beside its own words. */
const oldWords: Partial<Record<OrderStatus, readonly string[]>> = {
  AT_STORE: ['Pending', 'New', 'Received', 'Booked', 'Placed', 'Order Placed', 'Order Received'],
  PROCESSING: ['In Process', 'In Progress', 'Washing', 'Cleaning'],
  QUALITY_CHECK: ['QC'],
  READY_FOR_DELIVERY: ['Ready', 'Ready for Pickup', 'Ready for Collection', 'Ready to Deliver'],
  DELIVERED: [
    'Completed',
    'Complete',
    'Closed',
    'Done',
    'Finished',
    'Picked Up',
    'Collected',
    'Handed Over',
    'Delivered',
  ],
  CANCELLED: ['Canceled', 'Cancelled', 'Void', 'Voided', 'Rejected'],
};

/** Equal for two spellings of one word: case, blanks, dashes and underscores make no difference. */
export const wordKey = (word: string): string => {
  const short = word.trim().slice(0, QUOTED_LENGTH);
  // Of signs alone the signs are what is written.
  return textKey(short) || short.trim();
};

/** The first of the statuses that share a label is the one before the factory. */
const byLabel = new Map<string, OrderStatus>(
  Object.entries(statusLabels)
    .toReversed()
    .map(([status, label]) => [wordKey(label), status as OrderStatus]),
);
const byOldWord = new Map(
  Object.entries(oldWords).flatMap(([status, words]) => words.map((word) => [wordKey(word), status as OrderStatus])),
);

/** The status that has this label; undefined for any other word. */
export function labelledStatus(label: string): OrderStatus | undefined {
  return byLabel.get(wordKey(label));
}

/** The status that an older word means; undefined for one that nobody knows. */
export function knownStatus(word: string): OrderStatus | undefined {
  return labelledStatus(word) ?? byOldWord.get(wordKey(word));
}
