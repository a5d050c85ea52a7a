import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect } from 'vitest';
import { allOperations, apiDocument } from '../support/api-document.js';
import { requestOf } from '../support/fuzz/arbitrary-request.js';
import { ends, FuzzSession } from '../support/fuzz/fuzz-session.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

// A group of nothing but endless answers has no request to draw.
const groups = apiDocument.tags.map(({ name }) => name).filter((group) => operationsOf(group).length > 0);

function operationsOf(group: string) {
  return allOperations.filter((located) => located.operation.tags.includes(group) && ends(located));
}

/** Sends so many requests of the group. A seed of its own each time: a finding names it. */
async function fuzz(session: FuzzSession, group: string, count: number): Promise<void> {
  const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  await session.sendAll(fc.sample(requestOf(operationsOf(group)), { numRuns: count, seed }));
  expect({ group, seed, findings: session.findings.slice(0, 10) }).toEqual({ group, seed, findings: [] });
}

for (const group of groups) {
  const title = `requests drawn from the document, ${group}: no 5xx, and every answer is documented`;
  promise(44, { title }, async (server, { figure }) => {
    const session = new FuzzSession(server, 20_000);
    await session.begin();
    await fuzz(session, group, 200);
    // What refuses everything tells nothing.
    expect(session.accepted).toBeGreaterThan(session.sent / 20);
    figure('requests', session.sent);
    figure('accepted', session.accepted);
  });
}

const long = { title: 'thousands of them a group, none over 2 s, and the memory comes back', long: true, own: true };

promise(44, { ...long, timeout: 1_800_000 }, async (server, { figure, scaled }) => {
  const count = scaled(5_000);
  const session = new FuzzSession(server, 2_000);
  await session.begin();
  for (const group of groups) await fuzz(session, group, Math.ceil(count / 5));
  const warm = await leastMemory(server);
  for (const group of groups) await fuzz(session, group, count);
  const after = await leastMemory(server);
  figure('requests', session.sent);
  figure('MB before', Math.round(warm / 1024));
  figure('MB after', Math.round(after / 1024));
  expect(after).toBeLessThan(warm * 1.1);
});

/** The least resident memory in kB over a while, in which garbage is collected. */
async function leastMemory(server: PromiseServer): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 20; look += 1) {
    await sleep(500);
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    least = Math.min(least, Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]));
  }
  return least;
}
