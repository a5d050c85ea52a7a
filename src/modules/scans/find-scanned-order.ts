import type { Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { findCustomersByEmail } from '../customers/index.js';
import { type Actor, isStaff } from '../identity/index.js';
import { finalStatuses, ORDER_ID, orderNotFound, orderOfBody } from '../orders/index.js';
import type { Scan } from './scan.schema.js';

const scannedSelect = {
  id: true,
  status: true,
  openBatchId: true,
  openDelivery: { select: { id: true, orderId: true, workerId: true, status: true } },
} as const;

/**
 * The order a scan means, with its open delivery. Throws `order.not_found`, `order.ambiguous`, `request.contradiction` for two of them,
 * and `scan.ambiguous_email` when the e-mail does not tell.
 */
export async function findScannedOrder(tx: Tx, actor: Actor, scan: Scan) {
  if (!scan.orderId && !scan.barcode && scan.orderEmail) return findOnlyOpenOrder(tx, scan.orderEmail);
  const id = await orderOfBody(tx, scan).catch((error: unknown) => {
    throw isStaff(actor) ? error : withoutCandidates(error);
  });
  const order = ORDER_ID.test(id) ? await tx.order.findUnique({ where: { id }, select: scannedSelect }) : null;
  if (!order) throw orderNotFound();
  return order;
}

// A driver sees no orders but the own ones.
function withoutCandidates(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'order.ambiguous') return error;
  return new AppError(
    'conflict',
    'order.ambiguous',
    'More than one order has this number: ask the counter which it is',
  );
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
