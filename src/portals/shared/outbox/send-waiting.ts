import { refreshFor } from '../api/refresh-for.js';
import { currentToken } from '../session/session.js';
import { readAgain, unsent } from './outbox.js';
import { send } from './send.js';

const LOOK_EVERY_MS = 20_000;

/** Sends what waits, again and again until nothing does: when the network comes back, and now and then. Answers how to stop. */
export function keepSending(): () => void {
  const look = () => void sendWaiting();
  const timer = setInterval(look, LOOK_EVERY_MS);
  addEventListener('online', look);
  look();
  return () => {
    clearInterval(timer);
    removeEventListener('online', look);
  };
}

/** Sends what was placed here, in that order, whoever placed it. Of several tabs one does. */
export async function sendWaiting(): Promise<void> {
  if (!navigator.onLine) return;
  // Without TLS there are no locks: two tabs may send the same, and the key makes it one.
  if (!('locks' in navigator)) return sendAll();
  await navigator.locks.request('fabclean-employee-outbox', { ifAvailable: true }, (lock) => (lock ? sendAll() : null));
}

async function sendAll(): Promise<void> {
  await readAgain();
  if (!currentToken()) return;
  let wasTaken = false;
  for (const entry of unsent().filter(({ refused }) => !refused)) {
    const { result } = await send(entry);
    if (result === 'waits') break;
    wasTaken ||= result === 'taken';
  }
  if (wasTaken) refreshFor('order.created');
}
