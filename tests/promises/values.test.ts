import { expect } from 'vitest';
import { anOrder, anOrderBody, aService } from '../support/builders.js';
import { aCustomer, anAdmin } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';

const UNCLEAN = ['\0', '\u0007', '\u007f', '\u0085', '\ud800', '\udfff'];
const HARD = [
  '👩🏽‍🚀 🧺🏳️‍🌈',
  'שָׁלוֹם \u200fعَرَبِي\u202e abc\u202c',
  'e\u0301 ộ o\u0302\u0323',
  '\u00e9 \ufb01',
  'क्षत्रिय ஸ்ரீ',
  '𠮷野家 𝒜',
  `<script>alert("1")</script> ' OR 1=1; -- \\ %00`,
];

promise(36, { title: 'invalid UTF-8, NUL and broken surrogates are 400' }, async (server) => {
  const { http } = server;
  const admin = await anAdmin(server);
  const before = await server.select('SELECT count(*) AS n FROM orders');
  for (const text of UNCLEAN) {
    for (const field of ['customerName', 'customerPhone', 'specialInstructions', 'customerEmail']) {
      const answer = await http.post('/api/orders').send(anOrderBody({ [field]: `a${text}b` }));
      expect(answer.status, `${field} ${JSON.stringify(text)}`).toBe(400);
    }
  }
  const [start, end] = JSON.stringify(anOrderBody({ customerName: 'HERE' })).split('HERE');
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8, 0x88], [0xe2, 0x82]]) {
    const body = Buffer.concat([Buffer.from(start ?? ''), Buffer.from(bytes), Buffer.from(end ?? '')]);
    const response = await fetch(`${server.url}/api/orders`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(response.status, String(bytes)).toBe(400);
  }
  for (const path of [
    '/api/orders/%00',
    '/api/orders/%ff',
    '/api/track/%c0%80',
    '/admin/api/customers?q=%00',
    '/admin/api/orders?q=%00',
  ]) {
    const answer = await http.get(path).set(admin);
    expect([400, 404], path).toContain(answer.status);
  }
  expect(await server.select('SELECT count(*) AS n FROM orders')).toEqual(before);
});

promise(36, { title: 'emoji, right-to-left and combining characters come back byte for byte' }, async (server) => {
  for (const text of HARD) {
    const customer = await aCustomer(server, { name: text });
    const placed = await anOrder(server, { customerName: text, specialInstructions: text }, customer.token);
    const read = await server.http.get(`/api/orders/${placed.order.id}`).set(customer.as());
    expect(read.body).toMatchObject({ customerName: text, specialInstructions: text });
    expect((await server.http.get('/auth/me').set(customer.as())).body.name).toBe(text);
  }
});

const NUMBERS = [
  '1e309',
  '-1e309',
  'NaN',
  'Infinity',
  '-1',
  '0.001',
  '1.005',
  '9007199254740993',
  '1e21',
  '""',
  '" "',
  '"1,200"',
  '"12 rupees"',
  '"0.001"',
  '"1e3"',
  '"-12"',
  'null',
  '[1]',
  '{}',
  'true',
  '""',
];
const IDS = [
  '0',
  '-1',
  '1.5',
  '9223372036854775808',
  '9223372036854775807',
  '2147483648',
  '1e3',
  '0x1',
  '01',
  '%201',
  'NaN',
  'null',
  "1'",
];

promise(37, { title: 'numbers that are none are 400, ids that are none 400 or 404' }, async (server, { figure }) => {
  const { http } = server;
  const admin = await anAdmin(server);
  for (const number of NUMBERS) {
    const price = await http.post('/admin/api/services').set(admin).type('json').send(`{"name":"N","price":${number}}`);
    const quantity = await http
      .post('/api/orders')
      .type('json')
      .send(
        JSON.stringify(anOrderBody({ serviceIds: undefined, items: 'HERE' })).replace(
          '"HERE"',
          `[{"serviceId":"s1","quantity":${number}}]`,
        ),
      );
    expect(price.status, `price ${number}`).toBe(400);
    if (number !== 'null') expect(quantity.status, `quantity ${number}`).toBe(400);
  }
  // What forms send as the text of a field is a price, and only written as one.
  for (const text of ['"12"', '"12.50"']) {
    const price = await http.post('/admin/api/services').set(admin).type('json').send(`{"name":"N","price":${text}}`);
    expect([price.status, price.body.price], `price ${text}`).toEqual([201, Number(JSON.parse(text))]);
  }
  const paths = ['customers', 'transit-batches', 'users', 'workers', 'deliveries'].flatMap((name) => [
    ['put', `/admin/api/${name}`],
    ['delete', `/admin/api/${name}`],
  ]) as ['put' | 'delete', string][];
  for (const id of IDS) {
    for (const [method, path] of paths) {
      const answer = await http[method](`${path}/${id}`).set(admin).send({});
      expect([400, 404], `${method} ${path}/${id}`).toContain(answer.status);
    }
  }
  figure('requests', NUMBERS.length * 2 + IDS.length * paths.length);
  const free = await http.post('/admin/api/services').set(admin).type('json').send('{"name":"Free","price":-0}');
  expect([201, 400]).toContain(free.status);
  if (free.status === 201) expect(Object.is(free.body.price, 0)).toBe(true);
});

promise(37, { title: 'the sums of 1,000 random lines are exact' }, async (server, { figure }) => {
  const services: { id: string; minor: bigint }[] = [];
  for (let count = 0; count < 20; count += 1) {
    const minor = BigInt(1 + Math.floor(Math.random() * 10_000_000));
    services.push({ id: await aService(server, { priceMinor: minor }), minor });
  }
  let lines = 0;
  for (let round = 0; round < 10; round += 1) {
    const picked = Array.from({ length: 100 }, () => ({
      service: services[Math.floor(Math.random() * services.length)] as (typeof services)[0],
      quantity: 1 + Math.floor(Math.random() * 9),
    }));
    const items = picked.map(({ service, quantity }, n) => ({ serviceId: service.id, quantity, note: `line ${n}` }));
    const { order } = await anOrder(server, { serviceIds: undefined, items });
    const exact = picked.reduce((sum, { service, quantity }) => sum + service.minor * BigInt(quantity), 0n);
    lines += order.items.length;
    expect(order.total).toBe(Number(exact) / 100);
    expect(order.items.map((item: { lineTotal: number }) => Math.round(item.lineTotal * 100))).toEqual(
      picked.map(({ service, quantity }) => Number(service.minor) * quantity),
    );
  }
  figure('lines', lines);
});

const NO_DAYS = [
  '2024-02-30',
  '2023-02-29',
  '2026-13-01',
  '0000-01-01',
  '24:00',
  '2026-12-01T24:00',
  'tomorrow',
  ' ',
  '01/12/2026',
  '+02026-12-01',
  '٢٠٢٦-١٢-٠١',
];

promise(38, { title: 'days that are none are 400, days in the past are taken, times end with Z' }, async (server) => {
  const admin = await anAdmin(server);
  for (const day of NO_DAYS) {
    const answer = await server.http.post('/api/orders').send(anOrderBody({ pickupDate: day }));
    expect(answer.status, day).toBe(400);
    expect(answer.body.details).toMatchObject([{ path: 'pickupDate' }]);
    const report = await server.http.get('/admin/api/dashboard-summary').query({ from: day }).set(admin);
    expect(report.status, day).toBe(400);
  }
  for (const pickupDate of ['2019-05-01', '2024-02-29', '2099-12-31']) {
    const { order } = await anOrder(server, { pickupDate });
    expect(order.pickupDate).toBe(pickupDate);
    for (const time of [order.createdAt, order.updatedAt]) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  }
});
