import { useEffect, useState } from 'react';
import { followEvents, type LiveState } from '../../shared/api/live-events.js';
import { queryClient } from '../../shared/api/query-client.js';
import { keepSending, sendWaiting } from '../../shared/outbox/send-waiting.js';
import { keepRenewing } from '../../shared/session/renew.js';

const POLL_EVERY_MS = 15_000;

/** Keeps the screen as the shop is: by events, and while they break off by asking now and then. */
export function useLive(): LiveState {
  const [state, setState] = useState<LiveState>('starting');
  useEffect(() => {
    const over = new AbortController();
    void followEvents(over.signal, setState);
    const stopRenewing = keepRenewing();
    const stopSending = keepSending();
    return () => {
      over.abort();
      stopRenewing();
      stopSending();
    };
  }, []);
  // Events come again: the server can be reached, whatever the browser thinks of its network.
  useEffect(() => {
    if (state === 'live') void sendWaiting();
  }, [state]);
  useEffect(() => {
    if (state !== 'broken') return;
    const timer = setInterval(() => void queryClient.invalidateQueries(), POLL_EVERY_MS);
    return () => clearInterval(timer);
  }, [state]);
  return state;
}
