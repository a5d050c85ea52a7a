import { answered, api } from '../api/client.js';
import { mayPass, Refusal } from '../api/refusal.js';
import type { Unsent } from '../session/store.js';
import { put, remove } from './outbox.js';

type Body = NonNullable<Parameters<typeof post>[0]>;

export type Sent =
  | { result: 'taken'; placed: Awaited<ReturnType<typeof post>> }
  /** Nobody knows, or the server asks to come back later. */
  | { result: 'waits'; error: unknown }
  | { result: 'refused'; error: Refusal };

/** The login is over, or the server still works on the same request: neither is about the order. */
const isNotYet = ({ status, code }: Refusal) => status === 401 || status === 403 || code === 'idempotency.in_progress';

/** Sends one order under its key, and keeps the entry until the server has it. Any number of sendings makes one order. */
export async function send(entry: Unsent): Promise<Sent> {
  try {
    const placed = await post(entry.body as Body, entry.key);
    await remove(entry.key);
    return { result: 'taken', placed };
  } catch (error) {
    if (!(error instanceof Refusal) || mayPass(error) || isNotYet(error)) return { result: 'waits', error };
    const { message: sentence, requestId } = error;
    await put({ ...entry, refused: { sentence, requestId } });
    return { result: 'refused', error };
  }
}

function post(body: { items: { serviceId: string; quantity: number }[] }, key: string) {
  return answered(api.POST('/api/orders', { params: { header: { 'Idempotency-Key': key } }, body }));
}
