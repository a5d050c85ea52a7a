import { expect } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { isLoggedIn } from '../support/admins.js';
import { aService } from '../support/builders.js';
import { ADMIN, anAdmin } from '../support/clients.js';
import { FOREIGN } from '../support/foreign-requests.js';
import { isStream } from '../support/live-stream.js';
import { promise } from '../support/promises/promise.js';

// Without a proxy in front, whose headers would count.
const limits = 'met';
const writes = apiEndpoints.filter(
  ({ method, access }) => method !== 'get' && access !== 'public' && access.includes('admin'),
);

promise(
  16,
  { title: 'no write with the cookie that another site sent has an effect', limits },
  async (server, { figure }) => {
    const admin = await anAdmin(server);
    const id = await aService(server);
    const stored = () => server.select('SELECT * FROM services ORDER BY id');
    const before = await stored();
    const [worst] = FOREIGN;

    // Every write from one foreign site, and one write from every foreign site.
    const calls = [
      ...writes.map((write) => ({ write, from: worst })),
      ...FOREIGN.map((from) => ({ write: writes.find(({ method }) => method === 'delete'), from })),
    ];
    for (const { write, from } of calls) {
      const { method, path } = write as (typeof writes)[0];
      const [what, headersTo] = from as (typeof FOREIGN)[0];
      for (const type of ['json', 'form']) {
        const request = server.http[method](path.replace(/:\w+/g, id)).set(admin).set(headersTo(server.url));
        const { status, body } = await request.type(type).send({ name: 'Theirs', price: 1 });
        expect([status, body.code], `${what}: ${method} ${path} ${type}`).toEqual([403, 'auth.cross_site']);
      }
    }

    figure('refused writes', calls.length * 2);
    expect(await stored()).toEqual(before);
    expect(await isLoggedIn(server, admin)).toBe(true);
  },
);

promise(16, { title: 'nor does a login, by JSON or by form', limits }, async (server) => {
  const before = await server.deps.db.session.count();
  for (const [what, headersTo] of FOREIGN) {
    for (const type of ['json', 'form']) {
      const answer = await server.http.post('/admin/login').set(headersTo(server.url)).type(type).send(ADMIN);
      expect([answer.status, answer.headers['set-cookie']], `${what} ${type}`).toEqual([403, undefined]);
    }
  }
  expect(await server.deps.db.session.count()).toBe(before);
});

promise(16, { title: 'curl and our own pages pass' }, async (server) => {
  const admin = await anAdmin(server);
  const id = await aService(server);
  const own = [
    {},
    { 'Sec-Fetch-Site': 'same-origin', Origin: server.url },
    { Origin: server.url },
    { 'Sec-Fetch-Site': 'none' },
  ];

  for (const headers of own) {
    const write = await server.http.put(`/admin/api/services/${id}`).set(admin).set(headers).send({ price: 9 });
    const logIn = await server.http.post('/admin/login').set(headers).send(ADMIN);
    expect([write.status, logIn.status], JSON.stringify(headers)).toEqual([200, 200]);
  }
});

promise(16, { title: 'no GET changes anything', own: true }, async (server) => {
  const admin = await anAdmin(server);
  const tables = ['orders', 'customers', 'services', 'workers', 'admin_users', 'transit_batches', 'audit_entries'];
  const stored = () => Promise.all(tables.map((table) => server.select(`SELECT * FROM ${table} ORDER BY id`)));
  const before = await stored();

  for (const { path } of apiEndpoints.filter(({ method, response }) => method === 'get' && !isStream(response))) {
    const url = path.replace(/:\w+/g, '1');
    const answer = await server.http.get(`${url}?name=x&status=Delivered&delete=1&_method=DELETE`).set(admin);
    expect(answer.status, path).toBeLessThan(500);
  }

  expect(await stored()).toEqual(before);
});
