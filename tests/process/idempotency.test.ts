import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readLedger } from '../support/order-ledger.js';
import { providers, seededDatabase, select } from '../support/raw-database.js';
import { startServer } from '../support/server-process.js';

const ROUNDS = 4;
const WRITERS = 12;

type Sent = { key: string; body: object; answer: string | null };

test.for(providers)(
  'orders that were cut off by kill -9 and are sent again under their keys exist exactly once on %s',
  async (provider) => {
    const { url, folder } = await seededDatabase(provider);
    const environment = { DATABASE_URL: url, RATE_LIMITS: 'off' };
    const everything: Sent[] = [];
    let [cutOff, storedAfterAll] = [0, 0];

    for (let round = 1; round <= ROUNDS; round += 1) {
      const server = await startServer('main', folder, environment);
      const sent: Sent[] = [];
      const writers = Array.from({ length: WRITERS }, () => placeUntilGone(server.url, sent));
      const answered = () => sent.filter(({ answer }) => answer !== null).length;
      await expect.poll(answered, { timeout: 30_000 }).toBeGreaterThan(10 + round * 3);
      setTimeout(() => server.signal('SIGKILL'), Math.random() * 40);
      await Promise.all([server.finished, ...writers]);
      const storedBefore = await select(url, 'SELECT id FROM orders');

      const again = await startServer('main', folder, environment);
      for (const request of sent) {
        const response = await place(again.url, request);
        expect(response.status).toBe(201);
        const text = await response.text();
        if (request.answer === null) {
          cutOff += 1;
          const { order } = JSON.parse(text) as { order: { id: string } };
          if (storedBefore.some((row) => row['id'] === order.id)) storedAfterAll += 1;
        } else {
          expect(text).toBe(request.answer);
          expect(response.headers.get('idempotency-replayed')).toBe('true');
        }
      }
      everything.push(...sent);
      await again.stop();
    }

    const { stored, wrong } = await readLedger(url);
    expect(wrong).toEqual({});
    expect(stored.size).toBe(everything.length);
    process.stdout.write(
      `kill rounds with keys on ${provider}: ${everything.length} orders, ${cutOff} cut off, ${storedAfterAll} of these were stored\n`,
    );
  },
);

async function placeUntilGone(url: string, sent: Sent[]): Promise<void> {
  for (;;) {
    const request: Sent = { key: randomUUID(), body: aBody(), answer: null };
    sent.push(request);
    const answer = await placeUnlessGone(url, request);
    // Cut off: the server is gone, and what became of this order is open.
    if (answer === null) return;
    expect(answer.status, answer.text).toBe(201);
    request.answer = answer.text;
  }
}

async function placeUnlessGone(url: string, request: Sent): Promise<{ status: number; text: string } | null> {
  try {
    const response = await place(url, request);
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

function place(url: string, { key, body }: Sent): Promise<Response> {
  return fetch(`${url}/api/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
}

function aBody(): object {
  return {
    customerName: 'Asha Rao',
    customerEmail: `asha.${randomUUID()}@example.com`,
    customerPhone: '+919800000001',
    serviceIds: ['s1', 's3', 's3'],
  };
}
