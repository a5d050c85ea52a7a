import type { OrderStatus } from '../../generated/sqlite/client.js';
import { type Minor, sumMinor } from '../../shared/money.js';
import { distribute } from './distribute.js';
import { type Findings, quote } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { createdAtOf, isAddress } from './plan-people.js';
import { type PlannedService, serviceOf } from './plan-services.js';
import type { Statuses } from './plan-statuses.js';
import { type Ticket, TicketNumbers } from './plan-tickets.js';
import type { CustomersOfOrders } from './plan-walk-ins.js';
import { amountOf, dayOf, emailOf, type LegacyRow, lineOf, pick, textOf, timeOf } from './read-values.js';

export type PlannedLine = { serviceId: string; name: string; category: string | null; priceMinor: Minor };

export type PlannedOrder = {
  id: string;
  /** What its older ticket is found by, where that is not the id. */
  ticketNumber: string | null;
  ticket: string | null;
  customerId: number;
  customerName: string;
  customerEmail: string;
  customerPhone: string;
  inAccount: boolean;
  status: OrderStatus;
  /** Null where it is not cancelled. */
  cancelledAt: Date | null;
  pickupDate: string;
  specialInstructions: string;
  totalMinor: Minor;
  lines: PlannedLine[];
  createdAt: Date;
  openBatchId: number | null;
  openDeliveryId: number | null;
  /** What the older record said and this one has no place for. */
  notes: string[];
};

type Services = Map<string, PlannedService>;
type Around = { people: CustomersOfOrders; services: Services; statuses: Statuses };

/** For orders that name no service at all. */
const UNNAMED = { id: 'older-server', name: 'Service of the older server' };

/** Orders by the id they had, each with its customer. */
export function planOrders(
  { orders }: LegacyData,
  around: Around,
  findings: Findings,
  now: Date,
): Map<string, PlannedOrder> {
  const planned = new Map<string, PlannedOrder>();
  const tickets = new TicketNumbers(orders.map((row) => oldIdOf(row)));
  for (const row of orders) {
    const oldId = oldIdOf(row);
    const total = amountOf(row['total']);
    if (oldId === '' || planned.has(oldId)) findings.add('order', row['id'], 'left out: it has no id of its own');
    else if (!total)
      findings.add('order', oldId, `left out: its total ${quote(row['total'])} is no amount such as 1234.50`);
    else {
      const named = tickets.take(oldId);
      if (named.id !== oldId)
        findings.add('order', oldId, `its id is not eight letters a-z and digits: it is order ${named.id} now`);
      if (named.isUnreadable)
        findings.add('order', oldId, 'its number has no letters or digits: nobody finds it by that');
      if (named.isShared)
        findings.add(
          'order',
          oldId,
          'another order, or a piece of one, has a number that reads alike: who types it may be asked which is meant',
        );
      if (!total.exact) findings.add('order', named.id, 'its total was rounded to two decimals');
      const order = planOrder({ row, ...named, totalMinor: total.minor }, around, findings, now);
      if (named.id !== oldId) order.notes.push(`ticket ${oldId}`);
      planned.set(oldId, order);
    }
  }
  return planned;
}

type Named = { row: LegacyRow; totalMinor: Minor } & Pick<Ticket, 'id' | 'ticketNumber' | 'ticket'>;

function planOrder(
  { row, id, ticketNumber, ticket, totalMinor }: Named,
  { people, services, statuses }: Around,
  findings: Findings,
  now: Date,
): PlannedOrder {
  const createdAt = createdAtOf('order', id, row, findings, now);
  const { pickupDate, notes } = pickupOf(row, id, findings);
  const snapshot = {
    customerName: lineOf(row['customer_name']),
    customerEmail: emailIn(row, id, people, notes, findings),
    customerPhone: lineOf(row['customer_phone']),
  };
  const customer = people.of(snapshot, createdAt);
  const status = statuses.of(row, id, notes);
  return {
    id,
    ticketNumber,
    ticket,
    customerId: customer.id,
    ...snapshot,
    // A name and a phone are no proof of whose account it is.
    inAccount: customer.passwordHash !== null && snapshot.customerEmail !== '',
    status,
    cancelledAt: status === 'CANCELLED' ? cancelledAtOf(row, createdAt, now) : null,
    pickupDate,
    specialInstructions: textOf(pick(row, 'special_instructions')),
    totalMinor,
    lines: linesOf(row, id, totalMinor, services, findings),
    createdAt,
    openBatchId: null,
    openDeliveryId: null,
    notes,
  };
}

function oldIdOf(row: LegacyRow): string {
  return lineOf(row['id']).trim();
}

/** The order's e-mail; what is neither an address nor somebody's login is what people wrote for none. */
function emailIn(row: LegacyRow, id: string, people: CustomersOfOrders, notes: string[], findings: Findings): string {
  const email = emailOf(row['customer_email']);
  if (email === '' || people.has(email) || isAddress(email)) return email;
  findings.add('order', id, 'its e-mail is no address: its words stand in the timeline');
  notes.push(`e-mail ${email}`);
  return '';
}

/** The older server did not keep when: an order that was cancelled counts as of the day it was made. */
function cancelledAtOf(row: LegacyRow, createdAt: Date, now: Date): Date {
  const told = timeOf(pick(row, 'cancelled_at'));
  return told && told >= createdAt && told <= now ? told : createdAt;
}

function pickupOf(row: LegacyRow, id: string, findings: Findings): { pickupDate: string; notes: string[] } {
  const day = dayOf(pick(row, 'pickup_date'));
  if (day !== null) return { pickupDate: day, notes: [] };
  findings.add('order', id, 'its pickup date is no day: its words stand in the timeline');
  return { pickupDate: '', notes: [`pickup date ${lineOf(row['pickup_date'])}`] };
}

/** Names and ids of the day; the prices of the day are gone, so the total decides what its lines cost. */
function linesOf(
  row: LegacyRow,
  orderId: string,
  totalMinor: Minor,
  services: Services,
  findings: Findings,
): PlannedLine[] {
  const ids = splitList(row['service_id']);
  const names = splitList(pick(row, 'service_name'));
  const named = ids.length > 0 ? ids : [UNNAMED.id];
  if (ids.length === 0) findings.add('order', orderId, 'it names no service: one line stands for all of it');
  const used = named.map((id, index) => {
    const name = names.length === named.length ? (names[index] ?? '') : '';
    if (ids.length > 0 && !services.has(id))
      findings.add('service', id, 'orders name it, the catalogue does not: kept as deleted');
    const service = serviceOf(services, id, id === UNNAMED.id ? UNNAMED.name : name);
    service.usageCount += 1;
    return { service, name: name || (ids.length === 0 && names.length > 0 ? names.join(', ') : service.name) };
  });
  if (ids.length > 0 && names.length !== ids.length) {
    findings.add('order', orderId, 'its service names do not fit its ids: they are those of the catalogue');
  }
  const current = used.map(({ service }) => service.priceMinor);
  const isPriced = sumMinor(current) === totalMinor;
  if (!isPriced)
    findings.add(
      'order',
      orderId,
      'today’s prices do not come to its total, which is kept and shared out over its lines',
    );
  const prices = isPriced ? current : distribute(totalMinor, current);
  return used.map(({ service, name }, index) => {
    return { serviceId: service.id, name, category: service.category, priceMinor: prices[index] ?? 0n };
  });
}

function splitList(value: unknown): string[] {
  return lineOf(value)
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
