import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { anEmail, anOrderBody } from '../support/builders.js';
import { promise } from '../support/promises/promise.js';

type Answer = { status: number; headers: Headers; milliseconds: number };

const FLOOD_MS = 6_000;
const CLIENTS = 200;
const POLICY = /^"[a-z-]+";q=\d+;w=\d+(, "[a-z-]+";q=\d+;w=\d+)*$/;

promise(
  58,
  {
    title: 'a flood is answered, or refused with when to come back; health is told meanwhile, and all is well after it',
    long: true,
    own: true,
    limits: 'met',
  },
  async ({ url }, { figure }) => {
    const call = async (path: string, body?: object): Promise<Answer> => {
      const began = performance.now();
      const sent = body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      };
      const response = await fetch(`${url}${path}`, sent);
      await response.arrayBuffer();
      const { status, headers } = response;
      return { status, headers, milliseconds: performance.now() - began };
    };
    const turns = [
      () => call('/api/services'),
      () => call('/api/orders', anOrderBody()),
      () => call('/auth/login', { email: anEmail(), password: 'wrong' }),
      () => call('/auth/signup', { name: 'A', email: anEmail(), phone: '1', password: 'a flood of people' }),
    ];
    const until = performance.now() + FLOOD_MS;
    const health: number[] = [];
    const probe = async () => {
      while (performance.now() < until) {
        health.push((await call('/healthz')).status);
        await sleep(100);
      }
    };
    const answers: Answer[] = [];
    const flood = async (n: number) => {
      for (let turn = n; performance.now() < until; turn += 1)
        answers.push(await (turns[turn % 4] as () => Promise<Answer>)());
    };

    await Promise.all([probe(), ...Array.from({ length: CLIENTS }, (_, n) => flood(n))]);
    await sleep(5_000);
    const after = await call('/api/services');

    const refused = answers.filter(({ status }) => status === 429 || status === 503);
    const others = new Set(answers.filter((answer) => !refused.includes(answer)).map(({ status }) => status));
    expect([...others].filter((status) => ![200, 201, 401].includes(status))).toEqual([]);
    for (const { headers, status } of refused) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      if (status === 429) expect(headers.get('ratelimit-policy')).toMatch(POLICY);
      if (status === 429) expect(headers.get('ratelimit')).toMatch(/^"[a-z-]+";r=0;t=\d+$/);
    }
    expect(new Set(health)).toEqual(new Set([200]));
    expect(after.status).toBe(200);
    expect(refused.length).toBeGreaterThan(0);
    const admitted = answers.filter((answer) => !refused.includes(answer)).map(({ milliseconds }) => milliseconds);
    figure('answers', answers.length);
    figure('refused', refused.length);
    figure(
      'p99 of admitted in ms',
      Math.round(admitted.toSorted((a, b) => a - b)[Math.floor(admitted.length * 0.99)] ?? 0),
    );
  },
);
