import { AppError } from '../../shared/app-error.js';
import { REQUIRED } from '../../shared/fields.js';
import type { OwnedOrder } from './order.store.js';
import type { AskedLine } from './order-lines.schema.js';

export type OrderTexts = {
  customerName?: string | undefined;
  customerEmail?: string | undefined;
  customerPhone?: string | undefined;
  pickupDate?: string | null | undefined;
  specialInstructions?: string | null | undefined;
};

export type OrderChanges = OrderTexts & {
  /** Staff's word that the order is another customer's. */
  customerId?: number | undefined;
  /** With another customer: what the one before had typed stays, and is the other's from then on. */
  keepDetails?: boolean | undefined;
  /** With another customer: where the open delivery goes. */
  deliveryAddress?: string | null | undefined;
  lines?: AskedLine[] | undefined;
  /** The service of each line, as an order shows them and consoles send them back. */
  echo?: string[] | undefined;
};

const textNames = ['customerName', 'customerEmail', 'customerPhone', 'pickupDate', 'specialInstructions'] as const;

const neverBlank = ['customerName'] as const;

/**
 * Which texts of the input differ from the order's: consoles send the whole form back. Throws `request.missing_fields` for a blank
 * name.
 */
export function textChangesOf(order: OwnedOrder, input: OrderTexts): OrderTexts {
  const given = textNames.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name] ?? ''] as const]));
  const texts: OrderTexts = Object.fromEntries(given.filter(([name, value]) => order[name] !== value));
  const blank = neverBlank.filter((name) => texts[name] === '');
  if (blank.length === 0) return texts;
  const details = blank.map((path) => ({ path, message: REQUIRED }));
  throw new AppError('invalid', 'request.missing_fields', 'Missing fields', { details });
}

/** The lines that are asked for; none when the services are those that the order shows. */
export function askedLinesOf(order: OwnedOrder, { lines, echo }: OrderChanges): AskedLine[] | undefined {
  const isEcho = echo?.join('\n') === order.lines.map(({ serviceId }) => serviceId).join('\n');
  return isEcho ? undefined : lines;
}

/** Everything in a change that may say who the customer is. */
export function wordsOf(texts: OrderTexts, lines: AskedLine[] | undefined) {
  const { customerName, customerEmail, customerPhone, specialInstructions } = texts;
  const notes = lines?.map((line) => line.note) ?? [];
  return [customerName, customerEmail, customerPhone, specialInstructions, ...notes];
}
