import { expect } from 'vitest';
import type { TestApp } from './app.js';
import { expectRefusal } from './error-shape.js';

type Answer = { status: number; headers: Record<string, string>; body: unknown };

export const EXCEEDED = { status: 429, error: 'Too many requests', code: 'limit.exceeded' } as const;

/** Documentation addresses (RFC 5737), each a client of its own behind the proxy that the app trusts. */
export const from = (n: number | string) => ({ 'X-Forwarded-For': typeof n === 'number' ? `192.0.2.${n}` : n });

/** A 429 as the contract has it, with when to come back and the headers of the draft. */
export function expectExceeded(answer: Answer, most: { seconds: number }): void {
  expectRefusal(answer, EXCEEDED);
  const seconds = Number(answer.headers['retry-after']);
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(most.seconds);
  expect(answer.headers['ratelimit-policy']).toMatch(/^"[a-z-]+";q=\d+;w=\d+(, "[a-z-]+";q=\d+;w=\d+)*$/);
  expect(answer.headers['ratelimit']).toMatch(/^"[a-z-]+";r=0;t=\d+$/);
}

/** How many answers have each status. */
export function tally(answers: { status: number }[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

export function times<T>(count: number, call: (n: number) => PromiseLike<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => call(n)));
}

/** A login of a customer with this password, from this client. */
export function tryLogIn(app: TestApp, email: string, password: string, headers: Record<string, string> = {}) {
  return app.http.post('/auth/login').set(headers).send({ email, password });
}
