import type { Db, PlainTx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inPlainTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { fingerprint, type Ids } from '../../shared/ids.js';
import { countUses, getOrderableServices } from '../catalogue/index.js';
import {
  customerCreated,
  customerView,
  findOrEnter,
  holdAccount,
  isErasedMeanwhile,
  openAccount,
  strangersCustomerView,
} from '../customers/index.js';
import { type Actor, actorLabel, isStaff, mayKnowCustomers, worksForShop } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { termsOfNewOrder } from '../search/index.js';
import { findTwin } from './find-twin.js';
import { orderCreated } from './order.events.js';
import { orderView } from './order.view.js';
import type { RequestedLine } from './order-lines.schema.js';
import { placedBefore } from './placed-before.js';
import { priceLines, usesOf } from './price-lines.js';
import { trackingUrl } from './renew-tracking.js';
import { countPieces, numberedPieces, rowsOfLines } from './store-lines.js';
import { orderRow } from './store-order.sql.js';
import { writeTimeline } from './write-timeline.js';

export type PlaceOrder = {
  /** Staff's word for whose order it is; what else is said of the customer then stands on the order alone. */
  customerId?: number | undefined;
  customerName?: string | undefined;
  customerEmail?: string | undefined;
  customerPhone?: string | undefined;
  pickupDate?: string | null | undefined;
  specialInstructions?: string | null | undefined;
  /** What the client calls this order: it is placed once under that, however often it is sent. */
  clientId?: string | undefined;
  lines: RequestedLine[];
};

type Deps = {
  db: Db;
  clock: Clock;
  ids: Ids;
  currency: string;
  country: string;
  barcodes: { encode(code: string): unknown };
};

/**
 * Takes an order in: priced from the catalogue, one piece per garment, followed by a token that is given out here and never
 * again. Everything is stored together or not at all; an order like one that the same colleague took in seconds ago is stored as well,
 * and the answer names that one. What was placed before under its `clientId` is answered instead, without a token. Throws
 * `order.unknown_services`, `order.client_id_taken`, and `order.unknown_customer` for staff.
 */
export async function placeOrder(deps: Deps, actor: Actor, input: PlaceOrder) {
  const placed = await inPlainTransaction(
    deps.db,
    (tx) => store(tx, deps, actor, input),
    // A new customer's first orders at once, an order sent twice at once, an id that exists, a customer erased meanwhile: all pass when tried again.
    (error) => isUniqueViolation(error) || isErasedMeanwhile(error),
  );
  deps.barcodes.encode(placed.order.id);
  return placed;
}

async function store(tx: PlainTx, deps: Deps, actor: Actor, input: PlaceOrder) {
  const earlier = await placedBefore(tx, actor, input);
  if (earlier) return earlier;
  const at = deps.clock.now();
  const id = deps.ids.orderId();
  const trackingToken = deps.ids.trackingToken();
  const uses = usesOf(input.lines);
  const { lines, totalMinor } = priceLines(input.lines, await getOrderableServices(tx, [...uses.keys()]));
  const account = await accountFor(tx, deps.country, actor, input, at);
  const row = {
    id,
    customerId: account.customer.id,
    ...account.said,
    status: 'AT_STORE' as const,
    pickupDate: input.pickupDate ?? '',
    specialInstructions: input.specialInstructions ?? '',
    totalMinor,
    currency: deps.currency,
    pieceCount: countPieces(lines),
    trackingTokenHash: fingerprint(trackingToken),
    clientId: input.clientId ?? null,
    inAccount: account.isClaimed,
    provesAccount: account.isNew || isStaff(actor),
    createdAt: at,
    updatedAt: at,
  };
  const twin = await findTwin(tx, actor, { ...row, lines });
  const pieces = numberedPieces(lines).map(({ number, line }) => ({ number, name: line.name }));
  const order = orderView({ ...row, missingSince: null, lines, pieces });
  const entry = { orderId: id, at, type: 'created', status: row.status, actor: actorLabel(actor) };
  const rows = [orderRow(row), termsOfNewOrder({ ...row, lines }, account.customer), ...rowsOfLines(id, lines)];
  await writeTimeline(tx, entry, eventsOf(order, account.isNew), ...rows);
  await countUses(tx, uses);
  return {
    order: { ...order, customerId: account.view.id },
    customer: account.view,
    trackingToken,
    trackingUrl: trackingUrl(trackingToken),
    ...account.hints,
    ...(twin === null ? {} : { possibleDuplicateOf: twin }),
  };
}

function eventsOf({ id, customerId, status, total, currency }: ReturnType<typeof orderView>, isNewCustomer: boolean) {
  const created = happened(orderCreated, { orderId: id, customerId, status, total, currency });
  return isNewCustomer ? [happened(customerCreated, { customerId }), created] : [created];
}

/** Whose order it is, what the order says of them, and how much of that account the caller may see. */
async function accountFor(tx: PlainTx, country: string, actor: Actor, input: PlaceOrder, at: Date) {
  const sent = { name: input.customerName ?? '', email: input.customerEmail ?? '', phone: input.customerPhone ?? '' };
  if (actor.type === 'customer') {
    const customer = await holdAccount(tx, actor.id);
    return { customer, isNew: false, isClaimed: true, said: saidOf(sent), view: customerView(customer), hints: {} };
  }
  if (worksForShop(actor)) return accountForStaff(tx, country, actor, input, at);
  const { customer, isNew, isClaimed } = await openAccount(tx, country, sent, at);
  const view = strangersCustomerView(customer, sent, at);
  return { customer, isNew, isClaimed, said: saidOf(sent), view, hints: {} };
}

async function accountForStaff(tx: PlainTx, country: string, actor: Actor, input: PlaceOrder, at: Date) {
  const { customerId, customerName, customerEmail = '', customerPhone = '' } = input;
  const meant = { customerId, name: customerName, email: customerEmail, phone: customerPhone };
  const { customer, isNew, isClaimed, status, differs, doubles } = await findOrEnter(tx, country, meant, at);
  const said = {
    name: customerName ?? customer.name,
    email: customerId === undefined || input.customerEmail !== undefined ? customerEmail : (customer.email ?? ''),
    phone: customerId === undefined || input.customerPhone !== undefined ? customerPhone : customer.phone,
  };
  const account = { customer, isNew, isClaimed, said: saidOf(said) };
  if (!mayKnowCustomers(actor)) return { ...account, view: strangersCustomerView(customer, said, at), hints: {} };
  const hints = {
    ...(differs.length > 0 ? { customerDiffers: differs } : {}),
    ...(doubles.length > 0 ? { possibleDuplicates: doubles } : {}),
  };
  return { ...account, view: { ...customerView(customer), status }, hints };
}

function saidOf({ name, email, phone }: { name: string; email: string; phone: string }) {
  return { customerName: name, customerEmail: email, customerPhone: phone };
}
