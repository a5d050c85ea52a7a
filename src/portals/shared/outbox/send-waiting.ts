import { refreshFor } from '../api/refresh-for.js';
import { currentSession } from '../session/session.js';
import { put, readAgain, unsent } from './outbox.js';
import { send } from './send.js';

const LOOK_EVERY_MS = 20_000;
/** The server remembers a key for 24 hours: past that a second sending could be a second order. */
const REMEMBERED_MS = 23 * 60 * 60_000;

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

/** Sends what the person who is logged in placed here, in that order. Of several tabs one does. */
export async function sendWaiting(): Promise<void> {
  if (!navigator.onLine) return;
  // Without TLS there are no locks: two tabs may send the same, and the key makes it one.
  if (!('locks' in navigator)) return sendAll();
  await navigator.locks.request('fabclean-employee-outbox', { ifAvailable: true }, (lock) => (lock ? sendAll() : null));
}

async function sendAll(): Promise<void> {
  await readAgain();
  const person = currentSession()?.person.id;
  let wasTaken = false;
  for (const entry of unsent().filter((one) => one.person.id === person && !one.refused)) {
    if (entry.triedAt !== null && Date.now() - entry.triedAt > REMEMBERED_MS) {
      await put({ ...entry, refused: { sentence: '', requestId: null } });
      continue;
    }
    const { result } = await send(entry);
    if (result === 'waits') break;
    wasTaken ||= result === 'taken';
  }
  if (wasTaken) refreshFor('order.created');
}
