import { anOrderBody } from './builders.js';
import { anAddress } from './promises/promise-server.js';

export type TimedAnswer = { status: number | null; retryAfter: string | null; body: unknown; milliseconds: number };

/** One request from an address of its own, with how long its answer took; status null when there was none. */
export async function timed(
  url: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<TimedAnswer> {
  const startedAt = performance.now();
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(60_000),
      ...init,
      headers: { ...init.headers, 'X-Forwarded-For': anAddress() },
    });
    const body: unknown = await response.json();
    const milliseconds = performance.now() - startedAt;
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body, milliseconds };
  } catch (error) {
    return { status: null, retryAfter: null, body: String(error), milliseconds: performance.now() - startedAt };
  }
}

export function timedOrder(serverUrl: string, changes: Record<string, unknown> = {}): Promise<TimedAnswer> {
  return timed(`${serverUrl}/api/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(anOrderBody(changes)),
  });
}

export const slowest = (answers: TimedAnswer[]) =>
  Math.round(Math.max(...answers.map((answer) => answer.milliseconds)));

/** `{ 503: 12, 201: 3 }` */
export function statuses(answers: TimedAnswer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[String(status)] = (counts[String(status)] ?? 0) + 1;
  return counts;
}
