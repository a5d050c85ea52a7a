import { expect } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { routeOf } from '../support/access-matrix.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { creations, pathOf } from '../support/creations.js';
import { aDelivery } from '../support/deliveries.js';
import { withoutVarying } from '../support/documented-answer.js';
import { isStream } from '../support/live-stream.js';
import { promiseByHand } from '../support/promises/promise.js';
import { PromiseServer } from '../support/promises/promise-server.js';

type Told = { call: string; status: number; headers: Record<string, unknown>; body: unknown };

// What builders make different each time: e-mails, names of services, user names.
const MADE_UP = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>'],
  [/(?<="(?:secret|key|prefix|start|hint)":")[^"]+(?=")/g, '<secret>'],
  [/person\d+\.[0-9a-f]{8}@example\.com/g, '<email>'],
  [/staff\.[0-9a-f]+@example\.com/g, '<staff email>'],
  [/\b(nina|clerk)-[0-9a-f-]+/g, '<user name>'],
  [/\bn[0-9a-f]{8}\b|\bt[0-9a-f]{10}\b/g, '<service>'],
  [/\border([ :])[a-z0-9]{8}\b/g, 'order$1<order>'],
  [/\b(S2F|F2S)-\d{14}-[0-9a-f]{6}\b/g, '$1-<batch>'],
  [/(?<="(?:id|orderId|entityId)":")[a-z0-9]{8}(?=")/g, '<order>'],
] as const;

function masked(call: string, answer: { status: number; text: string; headers: Record<string, string> }): Told {
  const isJson = answer.headers['content-type']?.includes('json') ?? false;
  const text = MADE_UP.reduce((all, [pattern, by]) => all.replace(pattern, by), answer.text ?? '');
  const headers = Object.fromEntries(
    ['content-type', 'x-total-count', 'cache-control', 'www-authenticate', 'content-security-policy', 'vary'].map(
      (name) => [name, answer.headers[name]],
    ),
  );
  return { call, status: answer.status, headers, body: isJson ? withoutVarying(text) : '<file>' };
}

/** The same calls on a fresh server: every creation, every list and record, and what each route says to nothing and nonsense. */
async function answersOf(server: PromiseServer): Promise<Told[]> {
  const told: Told[] = [];
  const admin = await anAdmin(server);
  const [customer, worker, employee] = [
    await aCustomer(server),
    await aWorker(server, 'WORKER'),
    await aWorker(server, 'EMPLOYEE'),
  ];
  const { order, trackingToken } = await anOrder(server, {}, customer.token);
  const delivery = await aDelivery(server, admin, worker);
  const callers = { admin, customer: customer.as(), worker: worker.as(), employee: employee.as() } as Record<
    string,
    Record<string, string>
  >;
  for (const [route, prepare] of Object.entries(creations)) {
    const { headers, body, ...at } = await prepare(server);
    const path = pathOf(route, at);
    told.push(masked(route, await server.http.post(path).set(headers).send(body)));
    told.push(masked(`${route} of nothing`, await server.http.post(path).set(headers).send({})));
    const nonsense = Object.fromEntries(Object.keys(body).map((key) => [key, { not: 'this' }]));
    told.push(masked(`${route} of nonsense`, await server.http.post(path).set(headers).send(nonsense)));
  }
  const ids: [RegExp, string | number][] = [
    [/transit-batches/, 1],
    [/customers/, customer.id],
    [/deliveries/, delivery.id],
    [/services/, 's1'],
    [/workers/, worker.id],
    [/users/, 1],
    [/track/, trackingToken],
    [/./, order.id],
  ];
  const reads = apiEndpoints.filter(({ method, path, response }) => {
    // Live events do not end, and what is sent to webhooks changes with every try.
    return method === 'get' && !isStream(response) && !/webhooks\/.*deliveries/.test(path);
  });
  for (const endpoint of reads) {
    const { access, path } = endpoint;
    const caller = access === 'public' ? {} : (callers[access.find((one) => callers[one]) ?? ''] ?? {});
    for (const id of [ids.find(([pattern]) => pattern.test(path))?.[1] ?? '', 'zzzzzzzz', '999999']) {
      const url = path.replace(/:\w+/g, String(id));
      for (const query of [
        {},
        { email: customer.email, q: 'asha' },
        { limit: '0', status: 'nonsense', from: 'never' },
      ]) {
        const call = `${routeOf(endpoint)} ${id === order.id ? 'order' : typeof id} ${Object.keys(query)}`;
        told.push(masked(call, await server.http.get(url).query(query).set(caller)));
      }
      if (!path.includes(':')) break;
    }
  }
  return told;
}

promiseByHand(
  84,
  {
    title: 'the answers of SQLite and PostgreSQL are equal once ids and times are masked',
    on: ['none'],
    timeout: 180_000,
  },
  async (_, { figure }) => {
    const told: Told[][] = [];
    for (const provider of ['sqlite', 'postgresql'] as const) {
      const server = await PromiseServer.start(provider);
      try {
        told.push(await answersOf(server));
      } finally {
        await server.close();
      }
    }
    const [sqlite = [], postgresql = []] = told;
    figure('answers', sqlite.length);
    expect(sqlite.filter(({ status }) => status >= 500)).toEqual([]);
    for (const [index, answer] of sqlite.entries()) expect(postgresql[index], answer.call).toEqual(answer);
    expect(postgresql).toHaveLength(sqlite.length);
  },
);
