import { setTimeout as sleep } from 'node:timers/promises';
import { anAddress } from './promises/promise-server.js';

type Call = { path: string; body?: () => object; headers?: Record<string, string>; from?: () => string };
type Answer = { status: number; milliseconds: number };

/** So many connections that ask at once, again as soon as they are answered; those refused a little later. */
export function busy(url: string, connections: number, call: Call) {
  const answers: Answer[] = [];
  let isOver = false;
  const once = async ({ path, body, headers = {}, from }: Call): Promise<Answer> => {
    const sent = {
      method: body ? 'POST' : 'GET',
      headers: {
        ...headers,
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        'X-Forwarded-For': (from ?? anAddress)(),
      },
      ...(body ? { body: JSON.stringify(body()) } : {}),
    };
    const began = performance.now();
    const response = await fetch(`${url}${path}`, sent);
    await response.arrayBuffer();
    return { status: response.status, milliseconds: performance.now() - began };
  };
  const connection = async () => {
    while (!isOver) {
      const answer = await once(call);
      answers.push(answer);
      if (answer.status === 429 || answer.status === 503) await sleep(100);
    }
  };
  const running = Promise.all(Array.from({ length: connections }, connection));
  const stop = async () => {
    isOver = true;
    await running;
    return { answers };
  };
  return {
    once,
    stop,
    /** When as many as there are connections have been answered, or a second has passed. */
    underWay: async () => {
      const until = performance.now() + 1_000;
      while (answers.length < connections && performance.now() < until) await sleep(20);
    },
    for: async (milliseconds: number) => {
      await sleep(milliseconds);
      return stop();
    },
  };
}
