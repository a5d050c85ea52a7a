import type { Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { contradiction } from '../../shared/contradiction.js';
import { findCustomersByEmail } from '../customers/index.js';
import { finalStatuses, findByTicket, orderNotFound, readScan } from '../orders/index.js';
import type { Scan } from './scan.schema.js';

const scannedSelect = {
  id: true,
  status: true,
  openBatchId: true,
  openDelivery: { select: { id: true, orderId: true, workerId: true, status: true } },
} as const;

/** The order a scan means, with its open delivery. Throws `order.not_found`, `request.contradiction` for two of them, and `scan.ambiguous_email` when the e-mail does not tell. */
export async function findScannedOrder(tx: Tx, scan: Scan) {
  refuseTwoOrders(scan);
  const text = scan.orderId || scan.barcode;
  if (!text && scan.orderEmail) return findOnlyOpenOrder(tx, scan.orderEmail);
  const order =
    (await findById(tx, readScan(text ?? '')?.orderId)) ?? (await findById(tx, await findByTicket(tx, text ?? '')));
  if (!order) throw orderNotFound();
  return order;
}

async function findById(tx: Tx, id: string | null | undefined) {
  return id ? tx.order.findUnique({ where: { id }, select: scannedSelect }) : null;
}

function refuseTwoOrders({ orderId, barcode }: Scan): void {
  const [one, other] = [readScan(orderId ?? ''), readScan(barcode ?? '')];
  if (!one || !other || one.orderId === other.orderId) return;
  throw contradiction('barcode', `One scan is of one order, not of ${one.orderId} and ${other.orderId}`);
}

export type ScannedOrder = Awaited<ReturnType<typeof findScannedOrder>>;

async function findOnlyOpenOrder(tx: Tx, email: string) {
  const open = await findOpenOrders(tx, await findCustomersByEmail(tx, email));
  const [only, another] = open;
  if (only && !another) return only;
  const count = another ? 'more than one open order' : 'no open order';
  throw new AppError('invalid', 'scan.ambiguous_email', `This customer has ${count}: scan the order itself`);
}

// Two are enough to know that there is not one.
function findOpenOrders(tx: Tx, customerIds: number[]) {
  return tx.order.findMany({
    where: { customerId: { in: customerIds }, status: { notIn: [...finalStatuses] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 2,
    select: scannedSelect,
  });
}
