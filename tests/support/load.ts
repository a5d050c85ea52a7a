import { randomBytes } from 'node:crypto';
import { anAddress } from './promises/promise-server.js';

export type AcknowledgedOrder = { id: string; total: number; items: { quantity: number }[]; customerEmail: string };

const CARTS = [
  [{ serviceId: 's1', quantity: 1 }],
  [
    { serviceId: 's1', quantity: 2 },
    { serviceId: 's3', quantity: 3 },
  ],
  [
    { serviceId: 's2', quantity: 1 },
    { serviceId: 's1', quantity: 1 },
    { serviceId: 's2', quantity: 4 },
  ],
];

/**
 * Places orders from `writers` loops at once until the server goes away, half of them for customers who ordered before, and
 * calls `acknowledge` for each 201 read to its end. Anything else the server answers is an error, and thrown.
 */
export async function writeUntilGone(
  url: string,
  writers: number,
  acknowledge: (order: AcknowledgedOrder) => void,
): Promise<void> {
  const write = async (writer: number) => {
    for (let count = 0; ; count += 1) {
      const answer = await place(url, body(writer, count));
      if (answer === null) return;
      if (answer.status !== 201) throw new Error(`an order was refused: ${answer.status} ${answer.text}`);
      acknowledge((JSON.parse(answer.text) as { order: AcknowledgedOrder }).order);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
}

async function place(url: string, order: object): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(`${url}/api/orders`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': anAddress() },
      body: JSON.stringify(order),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    // Cut off: whether this order is stored is open, and nobody was told that it is.
    return null;
  }
}

function body(writer: number, count: number): object {
  const isReturning = count % 2 === 1;
  return {
    // Two writers share a returning customer, so that they meet on the same row.
    customerEmail: isReturning
      ? `regular${writer >> 1}@example.com`
      : `new.${randomBytes(6).toString('hex')}@example.com`,
    customerName: 'Asha Rao',
    customerPhone: '+919800000001',
    items: CARTS[(writer + count) % CARTS.length],
  };
}
