import { createHash } from 'node:crypto';
import type { OrderStatus } from '../generated/sqlite/client.js';
import { statusLabels } from '../modules/orders/index.js';
import { type Minor, sumMinor } from '../shared/money.js';
import { distribute } from './distribute.js';
import { type Findings, quote } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { addressOf, createdAtOf, type PlannedCustomer } from './plan-people.js';
import { type PlannedService, serviceOf } from './plan-services.js';
import { amountOf, dayOf, emailOf, idOf, type LegacyRow, lineOf, pick, textOf } from './read-values.js';

export type PlannedLine = { serviceId: string; name: string; category: string | null; priceMinor: Minor };

export type PlannedOrder = {
  id: string;
  customerId: number;
  customerName: string;
  customerEmail: string;
  customerPhone: string;
  inAccount: boolean;
  status: OrderStatus;
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

type People = { byEmail: Map<string, PlannedCustomer>; nextId: () => number };
type Services = Map<string, PlannedService>;

/** For orders that name no service at all. */
const UNNAMED = { id: 'older-server', name: 'Service of the older server' };

const statusByLabel = new Map<string, OrderStatus>(
  Object.entries(statusLabels)
    .toReversed()
    .map(([status, label]) => [label.toLowerCase(), status as OrderStatus]),
);

/** Orders by the id they had, each with its customer: people who only ordered get an account without a password. */
export function planOrders(
  { orders, customer }: LegacyData,
  byEmail: Map<string, PlannedCustomer>,
  services: Services,
  findings: Findings,
  now: Date,
): Map<string, PlannedOrder> {
  const planned = new Map<string, PlannedOrder>();
  const taken = new Set<string>();
  let highest = customer.reduce((most, { id }) => Math.max(most, idOf(id) ?? 0), 0);
  const nextId = () => {
    highest += 1;
    return highest;
  };
  const people = { byEmail, nextId };
  for (const row of orders) {
    const oldId = lineOf(row['id']).trim();
    const total = amountOf(row['total']);
    const id = newIdOf(oldId);
    if (oldId === '' || taken.has(id)) findings.add('order', row['id'], 'left out: it has no id of its own');
    else if (!total) findings.add('order', oldId, 'left out: its total is no amount');
    else {
      if (id !== oldId)
        findings.add('order', oldId, `its id is not eight letters a-z and digits: it is order ${id} now`);
      if (!total.exact) findings.add('order', id, 'its total was rounded to two decimals');
      taken.add(id);
      planned.set(oldId, planOrder({ row, id, totalMinor: total.minor }, people, services, findings, now));
    }
  }
  return planned;
}

function planOrder(
  { row, id, totalMinor }: { row: LegacyRow; id: string; totalMinor: Minor },
  people: People,
  services: Services,
  findings: Findings,
  now: Date,
): PlannedOrder {
  const createdAt = createdAtOf('order', id, row, findings, now);
  const snapshot = {
    customerName: lineOf(row['customer_name']),
    customerEmail: people.byEmail.has(emailOf(row['customer_email']))
      ? emailOf(row['customer_email'])
      : addressOf('order', id, row['customer_email'], findings),
    customerPhone: lineOf(row['customer_phone']),
  };
  const customer = customerOf(people, snapshot, createdAt);
  const { pickupDate, notes } = pickupOf(row, id, findings);
  return {
    id,
    customerId: customer.id,
    ...snapshot,
    inAccount: customer.passwordHash !== null,
    status: statusOf(row, id, notes, findings),
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

function newIdOf(oldId: string): string {
  if (/^[a-z0-9]{8}$/.test(oldId)) return oldId;
  return createHash('sha256').update(oldId).digest('hex').slice(0, 8);
}

function customerOf(
  people: People,
  order: { customerName: string; customerEmail: string; customerPhone: string },
  createdAt: Date,
): PlannedCustomer {
  const known = people.byEmail.get(order.customerEmail);
  if (known) return known;
  const made = {
    id: people.nextId(),
    name: order.customerName,
    email: order.customerEmail,
    phone: order.customerPhone,
    address: null,
    notes: null,
    passwordHash: null,
    createdAt,
  };
  people.byEmail.set(made.email, made);
  return made;
}

function pickupOf(row: LegacyRow, id: string, findings: Findings): { pickupDate: string; notes: string[] } {
  const day = dayOf(pick(row, 'pickup_date'));
  if (day !== null) return { pickupDate: day, notes: [] };
  findings.add('order', id, 'its pickup date is no day: its words stand in the timeline');
  return { pickupDate: '', notes: [`pickup date ${lineOf(row['pickup_date'])}`] };
}

function statusOf(row: LegacyRow, id: string, notes: string[], findings: Findings): OrderStatus {
  const word = lineOf(row['status']).trim();
  const status = statusByLabel.get(word.replaceAll('_', ' ').toLowerCase());
  if (status) return status;
  findings.add(
    'order',
    id,
    `its status ${quote(word)} is unknown: it is At Store now, its word stands in the timeline`,
  );
  notes.push(`status ${word}`);
  return 'AT_STORE';
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
