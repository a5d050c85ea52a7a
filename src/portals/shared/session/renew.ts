import { answered, api } from '../api/client.js';
import { beginSession, currentSession } from './session.js';

const LOOK_EVERY_MS = 60_000;

/** Takes another token before the present one ends: a shift may be longer than a token. Answers how to stop. */
export function keepRenewing(): () => void {
  const timer = setInterval(() => void renewWhenHalfOver(), LOOK_EVERY_MS);
  void renewWhenHalfOver();
  return () => clearInterval(timer);
}

async function renewWhenHalfOver(): Promise<void> {
  const session = currentSession();
  const now = Date.now();
  if (!session || now < (session.since + session.until) / 2) return;
  try {
    const { token, expiresAt } = await answered(api.POST('/employee/renew'));
    await beginSession({ ...session, token, since: now, until: Date.parse(expiresAt) });
  } catch {
    // The next minute tries again, and the end of the token asks for the password.
  }
}
