import { useSyncExternalStore } from 'react';
import { type KeptSession, keepSession, type Person, readSession } from './store.js';

/** Why nobody is logged in: nobody was, they said so, the time was up, or the server ended it before. */
export type Ending = 'never' | 'loggedOut' | 'expired' | 'ended';
export type Session =
  | { state: 'loading' }
  | { state: 'out'; because: Ending; email: string }
  | { state: 'in'; person: Person };

let kept: KeptSession | null = null;
let session: Session = { state: 'loading' };
const watchers = new Set<() => void>();
const otherTabs = new BroadcastChannel('fabclean-employee-session');
otherTabs.onmessage = () => void loadSession();

/** Who is logged in at this portal, in every tab of this browser. */
export function useSession(): Session {
  return useSyncExternalStore(watch, () => session);
}

export function currentToken(): string | null {
  return kept?.token ?? null;
}

export function currentSession(): KeptSession | null {
  return kept;
}

/** Takes up the session that this browser keeps, at the start and when another tab changed it. */
export async function loadSession(): Promise<void> {
  kept = await readSession();
  if (kept && kept.until <= Date.now()) return endSession('refused');
  if (kept) become({ state: 'in', person: kept.person });
  else if (session.state !== 'out') become({ state: 'out', because: 'never', email: '' });
}

export async function beginSession(next: KeptSession): Promise<void> {
  kept = next;
  await keepSession(next);
  become({ state: 'in', person: next.person });
  otherTabs.postMessage('changed');
}

/**
 * Nobody is logged in any more. Where the server refused, the clock tells whether the time was up or somebody ended it: logged out
 * elsewhere, changed the password, or closed the account.
 */
export function endSession(how: 'refused' | 'loggedOut'): void {
  const before = kept;
  if (!before && session.state === 'out') return;
  const because = how === 'loggedOut' ? 'loggedOut' : before && before.until <= Date.now() ? 'expired' : 'ended';
  kept = null;
  become({ state: 'out', because, email: before?.person.email ?? '' });
  void keepSession(null).then(() => otherTabs.postMessage('changed'));
}

function become(next: Session): void {
  session = next;
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}
