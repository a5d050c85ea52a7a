import type { OrderFacts } from './facts.js';

/** What is wrong between an order and its deliveries: at most one is open, the order knows it, and stands where that delivery has it. */
export function deliveryViolations(order: OrderFacts): string[] {
  const open = order.deliveries.filter(({ status }) => status === 'PENDING' || status === 'IN_TRANSIT');
  const [delivery] = open;
  const problems: string[] = [];
  if (open.length > 1) problems.push('has several open deliveries');
  if (order.openDeliveryId !== (delivery?.id ?? null))
    problems.push('does not agree with its deliveries on which is open');
  if (delivery?.status === 'PENDING' && order.status !== 'READY_FOR_DELIVERY') {
    problems.push(`is ${order.status} with a delivery that waits`);
  }
  if ((delivery?.status === 'IN_TRANSIT') !== (order.status === 'OUT_FOR_DELIVERY')) {
    problems.push(`is ${order.status} and its delivery is ${delivery?.status ?? 'none'}`);
  }
  return problems;
}
