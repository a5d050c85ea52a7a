import { AppError } from '../../shared/app-error.js';
import { REQUIRED } from '../../shared/fields.js';
import type { OwnedOrder } from './order.store.js';
import type { RequestedLine } from './order-lines.schema.js';
import type { StatusLabel } from './order-status.js';

type Texts = {
  customerName?: string | undefined;
  customerEmail?: string | undefined;
  customerPhone?: string | undefined;
  pickupDate?: string | null | undefined;
  specialInstructions?: string | null | undefined;
};

export type AmendOrder = Texts & { status?: StatusLabel | undefined; lines?: RequestedLine[] | undefined };

const textNames = ['customerName', 'customerEmail', 'customerPhone', 'pickupDate', 'specialInstructions'] as const;

const neverBlank = ['customerName', 'customerEmail', 'customerPhone'] as const;

/**
 * What of the input differs from the order: consoles send the whole form back, and prices must not change for that. Throws
 * `request.missing_fields` for a blank e-mail or phone, unless the order has none, its customer being erased.
 */
export function changesOf(order: OwnedOrder, input: AmendOrder): { texts: Texts; lines: RequestedLine[] | undefined } {
  const given = textNames.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name] ?? ''] as const]));
  const texts: Texts = Object.fromEntries(given.filter(([name, value]) => order[name] !== value));
  const blank = neverBlank.filter((name) => texts[name] === '');
  if (blank.length > 0) {
    const details = blank.map((path) => ({ path, message: REQUIRED }));
    throw new AppError('invalid', 'request.missing_fields', 'Missing fields', { details });
  }
  return { texts, lines: input.lines && !isSame(order.lines, input.lines) ? input.lines : undefined };
}

/** Everything in a change that may say who the customer is. */
export function wordsOf(texts: Texts, lines: RequestedLine[] | undefined) {
  const { customerName, customerEmail, customerPhone, specialInstructions } = texts;
  const notes = lines?.map((line) => line.note) ?? [];
  return [customerName, customerEmail, customerPhone, specialInstructions, ...notes];
}

function isSame(stored: RequestedLine[], sent: RequestedLine[]): boolean {
  const key = (lines: RequestedLine[]) =>
    JSON.stringify(lines.map(({ serviceId, quantity, note }) => [serviceId, quantity, note]));
  return key(stored) === key(sent);
}
