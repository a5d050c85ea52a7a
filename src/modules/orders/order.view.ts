import type { TimelineEntry } from '../../generated/sqlite/client.js';
import { toMajor } from '../../shared/money.js';
import { bytesInAnswer } from '../../shared/page.js';
import { wireUnits } from '../catalogue/index.js';
import { wireQuantity } from './line-amount.js';
import type { LineRow, OrderRow, PieceRow } from './order.row.js';
import { statusLabels } from './order-status.js';
import { tagOf } from './tag-of.js';

export type TimelineRow = Pick<TimelineEntry, 'at' | 'type' | 'status' | 'actor' | 'note'>;

/** An order as every portal shows it; its lines come in the order they were placed. */
export function orderView(row: OrderRow) {
  return {
    id: row.id,
    customerId: row.customerId,
    customerName: row.customerName,
    customerEmail: row.customerEmail,
    customerPhone: row.customerPhone,
    serviceId: row.lines.map((line) => line.serviceId),
    service: row.lines.map((line) => line.name),
    items: row.lines.map((line) => lineView(line, row.currency)),
    pickupDate: row.pickupDate,
    specialInstructions: row.specialInstructions,
    total: toMajor(row.totalMinor, row.currency),
    currency: row.currency,
    status: statusLabels[row.status],
    missingSince: row.missingSince?.toISOString() ?? null,
    barcodeUrl: barcodeUrl(row.id),
    ...(row.pieces ? { barcodes: barcodesOf(row.id, row.pieces) } : {}),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function barcodesOf(orderId: string, pieces: PieceRow[]) {
  return {
    items: pieces.map(({ number, name }) => ({
      item_number: number,
      total_items: pieces.length,
      service_name: name,
      barcode_url: barcodeUrl(tagOf(orderId, number)),
    })),
  };
}

function barcodeUrl(code: string): string {
  return `/api/orders/${code}/barcode.png`;
}

/** An order as its owner sees it: that staff look for it is theirs to say, not the portal's. */
export function ownersView(view: ReturnType<typeof orderView>): ReturnType<typeof orderView> {
  return { ...view, missingSince: null };
}

const ORDER_BYTES = 700;
const LINE_BYTES = 150;

/** About how many bytes of an answer the order becomes. */
export function weightOf({ specialInstructions, lines }: Pick<OrderRow, 'specialInstructions' | 'lines'>): number {
  const ofLines = lines.map((line) => LINE_BYTES + 2 * bytesInAnswer(line.name) + bytesInAnswer(line.note));
  return ofLines.reduce((sum, bytes) => sum + bytes, ORDER_BYTES + bytesInAnswer(specialInstructions));
}

function lineView(line: LineRow, currency: string) {
  return {
    serviceId: line.serviceId,
    name: line.name,
    quantity: wireQuantity(line),
    unit: wireUnits[line.unit],
    unitPrice: toMajor(line.unitPriceMinor, currency),
    lineTotal: toMajor(line.lineTotalMinor, currency),
    note: line.note,
  };
}

/** `names` are those of `namesOfActors`; without them nobody is named. */
export function timelineView(row: TimelineRow, names: Map<string, string> = new Map()) {
  return {
    at: row.at.toISOString(),
    type: row.type,
    status: row.status && statusLabels[row.status],
    actor: row.actor,
    actorName: names.get(row.actor) ?? null,
    note: row.note,
  };
}

/** What staff note about an order's whereabouts, and nobody else is shown. */
export const STAFF_ENTRIES = ['missing', 'taken_out'];

/**
 * An entry as the owner of the order sees it: found again, it only stands somewhere; and of the time when it was somebody else's, it is
 * without what was said of them.
 */
export function ownersEntry<Row extends TimelineRow>(row: Row, isOfFormerOwner = false): Row {
  const shown = row.type === 'found' ? { ...row, type: 'status', note: null } : row;
  return isOfFormerOwner ? { ...shown, actor: shown.actor.replace(/^customer:.*/, 'customer'), note: null } : shown;
}

/** The timeline for somebody who only holds a tracking token: notes and account numbers may name people, so neither is shown. */
export function publicTimelineView(row: TimelineRow) {
  return { ...timelineView(row), actor: row.actor.replace(/:.*/, ''), note: null };
}
