import type { Db, PlainTx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { orderRow } from '../../db/queries/place-order.js';
import { inPlainTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { fingerprint, type Ids } from '../../shared/ids.js';
import { countUses, getOrderableServices } from '../catalogue/index.js';
import {
  customerCreated,
  customerView,
  holdAccount,
  isErasedMeanwhile,
  openAccount,
  strangersCustomerView,
} from '../customers/index.js';
import { type Actor, actorLabel, isStaff, mayKnowCustomers } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { termsOfNewOrder } from '../search/index.js';
import { orderCreated } from './order.events.js';
import { orderView } from './order.view.js';
import type { RequestedLine } from './order-lines.schema.js';
import { priceLines, usesOf } from './price-lines.js';
import { trackingUrl } from './renew-tracking.js';
import { countPieces, rowsOfLines } from './store-lines.js';
import { writeTimeline } from './write-timeline.js';

export type PlaceOrder = {
  customerName: string;
  customerEmail: string;
  customerPhone: string;
  pickupDate?: string | null | undefined;
  specialInstructions?: string | null | undefined;
  lines: RequestedLine[];
};

type Deps = { db: Db; clock: Clock; ids: Ids; currency: string; barcodes: { printSoon(orderId: string): void } };

/**
 * Takes an order in: priced from the catalogue, one piece per garment, followed by a token that is given out here and never
 * again. Everything is stored together or not at all. Throws `order.unknown_services`.
 */
export async function placeOrder(deps: Deps, actor: Actor, input: PlaceOrder) {
  const placed = await inPlainTransaction(
    deps.db,
    (tx) => store(tx, deps, actor, input),
    // A new customer's first orders at once, an id that exists, a customer erased meanwhile: all pass when tried again.
    (error) => isUniqueViolation(error) || isErasedMeanwhile(error),
  );
  deps.barcodes.printSoon(placed.order.id);
  return placed;
}

async function store(tx: PlainTx, deps: Deps, actor: Actor, input: PlaceOrder) {
  const at = deps.clock.now();
  const id = deps.ids.orderId();
  const trackingToken = deps.ids.trackingToken();
  const uses = usesOf(input.lines);
  const { lines, totalMinor } = priceLines(input.lines, await getOrderableServices(tx, [...uses.keys()]));
  const account = await accountFor(tx, actor, input, at);
  const row = {
    id,
    customerId: account.customer.id,
    customerName: input.customerName,
    customerEmail: input.customerEmail,
    customerPhone: input.customerPhone,
    status: 'AT_STORE' as const,
    pickupDate: input.pickupDate ?? '',
    specialInstructions: input.specialInstructions ?? '',
    totalMinor,
    currency: deps.currency,
    pieceCount: countPieces(lines),
    trackingTokenHash: fingerprint(trackingToken),
    inAccount: account.isClaimed,
    provesAccount: account.isNew || isStaff(actor),
    createdAt: at,
    updatedAt: at,
  };
  const order = orderView({ ...row, lines });
  const entry = { orderId: id, at, type: 'created', status: row.status, actor: actorLabel(actor) };
  const rows = [orderRow(row), termsOfNewOrder({ ...row, lines }, account.customer), ...rowsOfLines(id, lines)];
  await writeTimeline(tx, entry, eventsOf(order, account.isNew), ...rows);
  await countUses(tx, uses);
  return {
    order: { ...order, customerId: account.view.id },
    customer: account.view,
    trackingToken,
    trackingUrl: trackingUrl(trackingToken),
  };
}

function eventsOf({ id, customerId, status, total, currency }: ReturnType<typeof orderView>, isNewCustomer: boolean) {
  const created = happened(orderCreated, { orderId: id, customerId, status, total, currency });
  return isNewCustomer ? [happened(customerCreated, { customerId }), created] : [created];
}

/** Whose order it is, and how much of that account the caller may see. */
async function accountFor(tx: PlainTx, actor: Actor, input: PlaceOrder, at: Date) {
  if (actor.type === 'customer') {
    const customer = await holdAccount(tx, actor.id);
    return { customer, isNew: false, isClaimed: true, view: customerView(customer) };
  }
  const sent = { name: input.customerName, email: input.customerEmail, phone: input.customerPhone };
  const { customer, isNew, isClaimed } = await openAccount(tx, sent, at);
  const view = mayKnowCustomers(actor) ? customerView(customer) : strangersCustomerView(customer, sent);
  return { customer, isNew, isClaimed, view };
}
