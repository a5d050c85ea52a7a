import { compareSync, hashSync } from 'bcryptjs';

// Runs in a worker thread: one hash is about 100 ms of CPU, which the event loop must not lose.

export function hash({ password, cost }: { password: string; cost: number }): string {
  return hashSync(password, cost);
}

export function verify({ password, hash: stored }: { password: string; hash: string }): boolean {
  return compareSync(password, stored);
}
