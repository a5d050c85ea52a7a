import { expect } from 'vitest';
import { z } from 'zod';
import { apiEndpoints } from '../../src/routers/index.js';
import { routeOf } from '../support/access-matrix.js';
import { anOrder, aService } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker, bearer } from '../support/clients.js';
import { creations, pathOf } from '../support/creations.js';
import { aDelivery } from '../support/deliveries.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { schemaFacts } from '../support/schema-facts.js';

promise(27, { title: 'every answer equals its schema, with nothing beside it' }, async (server, { figure }) => {
  const admin = await anAdmin(server);
  const [customer, worker] = [await aCustomer(server), await aWorker(server, 'WORKER')];
  const { order, trackingToken } = await anOrder(server, {}, customer.token);
  const delivery = await aDelivery(server, admin, worker);
  const batch = await server.http
    .post('/admin/api/transit-batches')
    .set(admin)
    .send({ order_ids: [order.id], type: 'STORE_TO_FACTORY', created_by: 'counter' });
  const credentials: Record<string, Record<string, string>> = {
    admin,
    customer: customer.as(),
    worker: worker.as(),
    employee: (await aWorker(server, 'EMPLOYEE')).as(),
  };
  const ids: [RegExp, string | number][] = [
    [/transit-batches/, batch.body.id],
    [/customers/, customer.id],
    [/deliveries/, delivery.id],
    [/services/, 's1'],
    [/workers/, worker.id],
    [/users/, 1],
    [/track/, trackingToken],
    [/./, order.id],
  ];

  let checked = 0;
  for (const { method, path, access, response } of apiEndpoints) {
    if (method !== 'get' || !(response instanceof z.ZodType)) continue;
    const known = ids.find(([pattern]) => pattern.test(path))?.[1] ?? '';
    const id = (await madeFor(server, path)) ?? known;
    const caller = access === 'public' ? {} : (credentials[access.find((one) => credentials[one]) ?? ''] ?? {});
    const url = path.replace(/:\w+/g, String(id));
    const answer = await server.http
      .get(url)
      .query(url === '/api/orders' ? { email: customer.email } : {})
      .set(caller);
    expect(answer.status, url).toBe(200);
    expect(response.parse(answer.body), url).toEqual(answer.body);
    checked += 1;
  }
  for (const [route, prepare] of Object.entries(creations)) {
    const declared = apiEndpoints.find((endpoint) => routeOf(endpoint) === route);
    if (!(declared?.response instanceof z.ZodType)) throw new Error(`${route} has no schema`);
    const sent = await prepare(server);
    const answer = await server.http.post(pathOf(route, sent)).set(sent.headers).send(sent.body);
    expect(answer.status, route).toBe(201);
    expect(declared.response.parse(answer.body), route).toEqual(answer.body);
    expect(answer.text, route).not.toMatch(/password|Hash|tokenVersion/i);
    checked += 1;
  }
  figure('answers', checked);
});

/** The id of a new record of the collection that this path reads one of, where the admin creates such records by one call. */
async function madeFor(server: PromiseServer, path: string): Promise<number | undefined> {
  const collection = /^(\/admin\/api\/(?:webhooks|api-keys))\/:id/.exec(path)?.[1];
  const sent = collection && (await creations[`POST ${collection}`]?.(server));
  if (!sent) return undefined;
  return (await server.http.post(collection).set(sent.headers).send(sent.body)).body.id;
}

// What some body of the contract lists. The service's id is the caller's, no other.
const LISTED =
  /^(name|email|username|password|phone|address|notes?|status|price|duration|category|role|active|type|location|quantity|position|at|.*(customer_?name|customer_?email|customer_?phone)|pickup_?date|special_?instructions|order_?id|worker_?id|vehicle_?id|driver_?name|estimated_?delivery|service_?id|created_?by|order_?status|order_?email|reason)$/i;
const POISON = { text: 'poisoned-by-a-body', number: 77_077_077 };

promise(
  27,
  { title: 'every column name in every write sets none that the contract does not list' },
  async (server, { figure }) => {
    const columns = await columnNames(server);
    const poisonWith = (value: unknown, route: string) =>
      Object.fromEntries(
        columns.filter((name) => name !== 'id' || !route.includes('services')).map((name) => [name, value]),
      );

    let sent = 0;
    for (const value of Object.values(POISON)) {
      for (const [route, prepare] of Object.entries(creations)) {
        const { headers, body, ...at } = await prepare(server);
        const path = pathOf(route, at);
        const answer = await server.http
          .post(path)
          .set(headers)
          .send({ ...poisonWith(value, route), ...body });
        // Some bodies refuse what they do not know; none may take it.
        expect([201, 400], `${route} ${answer.text}`).toContain(answer.status);
        sent += 1;
      }
      for (const [path, headers] of await changeable(server)) {
        const answer = await server.http.put(path).set(headers).send(poisonWith(value, path));
        expect([200, 400], `${path} ${answer.text}`).toContain(answer.status);
        sent += 1;
      }
    }
    figure('columns', columns.length);
    figure('writes', sent);
    const stored = JSON.stringify(await everyRow(server), (_, cell) =>
      typeof cell === 'bigint' ? String(cell) : cell,
    );
    for (const value of Object.values(POISON)) expect(stored).not.toContain(String(value));
  },
);

/** Records of this test's own, with who may change them. */
async function changeable(server: PromiseServer): Promise<[string, Record<string, string>][]> {
  const admin = await anAdmin(server);
  const [customer, worker] = [await aCustomer(server), await aWorker(server, 'WORKER')];
  const { order } = await anOrder(server, {}, customer.token);
  const delivery = await aDelivery(server, admin, worker);
  const owner = bearer(customer.token);
  return [
    ['/auth/me', owner],
    [`/api/orders/${order.id}`, owner],
    [`/admin/api/orders/${order.id}`, admin],
    [`/admin/api/customers/${customer.id}`, admin],
    [`/admin/api/services/${await aService(server)}`, admin],
    [`/admin/api/workers/${worker.id}`, admin],
    [`/admin/api/deliveries/${delivery.id}`, admin],
  ];
}

async function columnNames(server: PromiseServer): Promise<string[]> {
  const facts = await schemaFacts(server.databaseUrl, server.provider);
  const stored = facts
    .map((line) => /(?:^|\s)(?:column_)?name=(\w+)/.exec(line)?.[1] ?? '')
    .filter((name) => /^[a-z_]+$/.test(name));
  const both = stored.flatMap((name) => [name, name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())]);
  return [...new Set(both)].filter((name) => !LISTED.test(name));
}

function everyRow(server: PromiseServer) {
  const tables = [
    'customers',
    'orders',
    'order_lines',
    'pieces',
    'timeline_entries',
    'services',
    'workers',
    'admin_users',
    'transit_batches',
    'transit_batch_orders',
    'deliveries',
    'tracks',
    'audit_entries',
    'sessions',
  ];
  return Promise.all(tables.map((table) => server.select(`SELECT * FROM ${table}`)));
}
