import type { Ids } from '../../shared/ids.js';
import type { SeededRandom } from './seeded-random.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Identifiers that are the same for the same seed. Their tracking tokens can be guessed: for made-up orders only. */
export function seededIds(random: SeededRandom): Ids {
  const text = (length: number) => Array.from({ length }, () => LETTERS[random.whole(0, 35)]).join('');
  return { orderId: () => text(8), trackingToken: () => text(22), batchSuffix: () => text(6) };
}
