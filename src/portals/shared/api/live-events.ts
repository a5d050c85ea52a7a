import { currentToken } from '../session/session.js';
import { readEvents } from './event-stream.js';
import { refreshFor } from './refresh-for.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export type LiveState = 'starting' | 'live' | 'broken';

/**
 * Listens to what happens in the shop and has what is on the screen read anew, until `signal` ends it. It comes back by itself after
 * the last event it saw, later each time; `tell` hears whether it hears anything.
 */
export async function followEvents(signal: AbortSignal, tell: (state: LiveState) => void): Promise<void> {
  let last: string | null = null;
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      const response = await open(last, signal);
      if (response.ok && response.body) {
        tell('live');
        wait = FIRST_WAIT_MS;
        // What happened between the reading of a list and now was told to nobody.
        if (last === null) refreshFor('opened');
        for await (const event of readEvents(response.body)) {
          last = event.id ?? last;
          if (event.data !== '' || event.type === 'reset') refreshFor(event.type);
        }
      }
    } catch {
      // It broke off: told below, as any other end.
    }
    if (signal.aborted) return;
    tell('broken');
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

function open(last: string | null, signal: AbortSignal): Promise<Response> {
  const headers = new Headers({ Accept: 'text/event-stream', Authorization: `Bearer ${currentToken() ?? ''}` });
  if (last !== null) headers.set('Last-Event-ID', last);
  return fetch('/api/events', { headers, signal, cache: 'no-store' });
}
