import { expect, test } from 'vitest';
import { anEmail } from '../support/builders.js';
import { type Watch, watch } from '../support/live-stream.js';
import { type Provider, providers, seededDatabase } from '../support/raw-database.js';
import { productionEnvironment, startServer } from '../support/server-process.js';

const order = { customerName: 'Asha', customerPhone: '+919800000001', serviceIds: ['s1'] };

test.for(providers)(
  'a stream tells what any instance did, and a stop ends it at once on %s',
  async (provider: Provider) => {
    const { url, folder } = await seededDatabase(provider);
    // Sessions and tokens of one are good at the other.
    const { SECRET_KEY, JWT_SECRET_KEY } = productionEnvironment;
    const env = { DATABASE_URL: url, RATE_LIMITS: 'off', SECRET_KEY, JWT_SECRET_KEY };
    const first = await startServer('main', folder, env);
    // SQLite serves one process.
    const second = provider === 'sqlite' ? first : await startServer('main', folder, env);
    const account = { name: 'Asha', email: anEmail(), phone: '+919800000001', password: 'correct horse battery' };
    const { token } = (await post(`${first.url}/auth/signup`, account)) as { token: string };
    const headers = { Authorization: `Bearer ${token}` };
    const stream = await watch(`${first.url}/api/events`, headers);
    await expect.poll(() => stream.lastId()).not.toBe('');

    const body = { ...order, customerEmail: account.email };
    const placed = [
      await post(`${second.url}/api/orders`, body, headers),
      await post(`${first.url}/api/orders`, body, headers),
    ];
    const ids = placed.map((answer) => (answer as { order: { id: string } }).order.id);
    await expect.poll(() => orderIds(stream), { timeout: 10_000 }).toEqual(ids);
    const { code } = await first.stop();

    expect(code).toBe(0);
    await expect.poll(stream.closed).toBe(true);
    expect(stream.text()).toMatch(/retry: 1000\n\n$/);
    const next = provider === 'sqlite' ? await startServer('main', folder, env) : second;
    const again = await watch(`${next.url}/api/events?lastEventId=${stream.messages[0]?.id}`, headers);
    await expect.poll(() => orderIds(again), { timeout: 10_000 }).toEqual(ids.slice(1));
  },
);

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

function orderIds(stream: Watch): unknown[] {
  return stream.messages.map(({ data }) => (JSON.parse(data) as { data: { orderId: string } }).data.orderId);
}
