import { randomBytes } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { storeFreshOrders } from '../history/fresh-orders.js';
import { median } from '../measure/load.js';
import { cpuSeconds, residentMiB } from '../measure/process-usage.js';
import type { Run, Scenario } from './scenario.js';

const ORDERS = 100;
const STEPS = ['initiate', 'receive', 'complete'] as const;

/** A van's load, from the counter to the factory floor: four requests a batch. Reports batches a second, and milliseconds a request. */
export const batchScenario: Scenario = {
  name: 'batch of 100 orders: created, initiated, received, completed',
  budget: 0.6,
  connections: [4],
  against: ['product', 'reference'],
  run: async (run) => {
    const batches = Math.max(4, Math.round(run.seconds * 6));
    const ids = await storeFreshOrders(run.target.databaseUrl, batches * ORDERS, randomBytes(2).toString('hex'));
    const queue = Array.from({ length: batches }, (_, index) => ids.slice(index * ORDERS, (index + 1) * ORDERS));
    const latencies: number[] = [];
    const agent = new Agent({ keepAlive: true, maxSockets: run.connections });
    const cpuBefore = cpuSeconds(run.target.pid);
    const startedAt = performance.now();
    const clerk = async () => {
      for (let orders = queue.pop(); orders; orders = queue.pop()) await travel(run, agent, orders, latencies);
    };
    await Promise.all(Array.from({ length: run.connections }, clerk));
    const seconds = (performance.now() - startedAt) / 1_000;
    agent.destroy();
    const sorted = latencies.sort((a, b) => a - b);
    return {
      perSecond: batches / seconds,
      p50: median(sorted),
      p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
      cpuMs: ((cpuSeconds(run.target.pid) - cpuBefore) * 1_000) / (batches * (STEPS.length + 1)),
      rssMiB: residentMiB(run.target.pid),
    };
  },
};

async function travel(run: Run, agent: Agent, orders: string[], latencies: number[]): Promise<void> {
  const path = '/admin/api/transit-batches';
  const timed = async (method: string, to: string, body?: object) => {
    const startedAt = performance.now();
    const answer = await send(run, agent, method, to, body);
    latencies.push(performance.now() - startedAt);
    return answer;
  };
  const { id } = await timed('POST', path, { order_ids: orders, type: 'STORE_TO_FACTORY', created_by: 'counter' });
  for (const step of STEPS) await timed('PUT', `${path}/${id}/${step}`);
}

function send(
  { target, access }: Run,
  agent: Agent,
  method: string,
  path: string,
  body?: object,
): Promise<{ id: number }> {
  return new Promise((resolve, reject) => {
    const headers = { ...access.admin, ...(body ? { 'content-type': 'application/json' } : {}) };
    const sent = httpRequest(`${target.url}${path}`, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if (response.statusCode === 200 || response.statusCode === 201) resolve(JSON.parse(text) as { id: number });
        else reject(new Error(`${target.kind} ${method} ${path}: ${response.statusCode} ${text}`));
      });
    });
    sent.once('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}
