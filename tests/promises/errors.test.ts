import { expect } from 'vitest';
import { anOrder, anOrderBody } from '../support/builders.js';
import { ADMIN, aCustomer, anAdmin } from '../support/clients.js';
import { getJson } from '../support/over-http.js';
import { promise, promiseByHand } from '../support/promises/promise.js';
import { rewriting } from '../support/promises/rewrites.js';
import { emptyDatabase } from '../support/raw-database.js';
import { rawRequest, sendRaw } from '../support/raw-http.js';
import { productionEnvironment, startServer } from '../support/server-process.js';

type Refused = { status: number; headers: Record<string, string>; body: unknown };

function expectContractShape({ status, headers, body }: Refused, expected: number, more: readonly string[] = []): void {
  expect({ status, body }).toEqual({ status: expected, body: expect.any(Object) });
  const { error, code, requestId, ...rest } = body as Record<string, unknown>;
  expect([typeof error, typeof code]).toEqual(['string', 'string']);
  expect(code).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z_]+$/);
  expect(requestId).toBe(headers['x-request-id']);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  for (const key of Object.keys(rest)) expect(['details', ...more]).toContain(key);
}

promise(
  46,
  { title: '400, 401, 403, 404, 409, 413, 415, 429 and 431 have the contract’s shape', limits: 'met' },
  async (server) => {
    const { http } = server;
    const [customer, other] = [await aCustomer(server), await aCustomer(server)];
    const admin = await anAdmin(server);
    const { order } = await anOrder(server, {}, customer.token);
    const path = `/api/orders/${order.id}`;
    await http.delete(path).query({ email: customer.email }).set(customer.as());
    const raw = (request: string) => sendRaw(server, request);

    expectContractShape(await http.post('/api/orders').send({}), 400);
    expectContractShape(await http.post('/api/orders').type('json').send('{'), 400);
    expectContractShape(await raw('nonsense\r\n\r\n'), 400);
    expectContractShape(await raw(rawRequest('GET', '/api/orders/%')), 400);
    const noToken = await http.get('/auth/me');
    expectContractShape(noToken, 401);
    expect(noToken.headers['www-authenticate']).toBe('Bearer');
    expectContractShape(await http.get('/admin/api/me'), 401);
    expectContractShape(await http.get(path).set(other.as()), 403);
    expectContractShape(await http.post('/admin/logout').set(admin).set('Sec-Fetch-Site', 'cross-site'), 403);
    expectContractShape(await http.get('/nowhere'), 404);
    expectContractShape(await http.get('/admin/api/nowhere').set(admin), 404);
    expectContractShape(await http.put(path).set(customer.as()).send({ specialInstructions: 'late' }), 409);
    expectContractShape(await http.delete('/admin/api/users/1').set(admin), 409);
    expectContractShape(await http.post('/api/orders').send({ padding: 'x'.repeat(1_100_000) }), 413);
    expectContractShape(await http.post('/api/orders').type('text').send('x'), 415);
    expectContractShape(
      await raw(rawRequest('GET', '/ping', ['Host: localhost', `X-Long: ${'x'.repeat(17_000)}`])),
      431,
    );
    let limited: Refused = await http.post('/auth/login').send({ email: customer.email, password: 'wrong' });
    for (let count = 0; count < 12 && limited.status === 401; count += 1) {
      limited = await http.post('/auth/login').send({ email: customer.email, password: 'wrong' });
    }
    expectContractShape(limited, 429);
    expect(limited.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  },
);

promiseByHand(46, { title: '503 has the contract’s shape and Retry-After' }, async (on) => {
  const { url, folder } = await emptyDatabase(on);
  const server = await startServer('main', folder, { ...productionEnvironment, DATABASE_URL: url }, 'listening');
  for (const path of ['/readyz', '/api/services', '/auth/me']) {
    const { status, headers, body } = await getJson(`${server.url}${path}`);
    expectContractShape({ status, headers: Object.fromEntries(headers), body }, 503);
    expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  }
});

const SECRETS = 'SELECT password_hash FROM admin_users -- /srv/app/dist/db.js:12 P2010 PrismaClientKnownRequestError';
const LEAKS =
  /SELECT|password_hash|admin_users|\/srv|\/dist\/|node_modules|P\d{4}|Prisma|prisma|stack|at \w+ \(|\.js:\d|sqlite|postgres|relation|constraint/i;

promise(
  47,
  {
    title: 'every failure of our own has one text and leaks nothing',
    env: rewriting([
      {
        file: 'modules/catalogue/list-services.js',
        find: 'async function listServices({ db, currency }, actor, query) {',
        replace: `async function listServices() { throw new Error(${JSON.stringify(SECRETS)}); `,
      },
      {
        file: 'modules/orders/place-order.js',
        find: 'async function placeOrder(',
        replace: `async function placeOrder() { const error = new TypeError(${JSON.stringify(SECRETS)}); error.code = 'P9999'; throw error; } async function unused(`,
      },
    ]),
  },
  async (server) => {
    const answers = [
      await server.http.get('/api/services'),
      await server.http.get('/api/services').set('Accept', 'text/html'),
      await server.http.post('/api/orders').send(anOrderBody()),
    ];

    const told = answers.map(({ body: { requestId, ...rest } }) => rest);
    for (const answer of answers) {
      expectContractShape(answer, 500);
      expect(answer.text).not.toMatch(LEAKS);
      expect(JSON.stringify(answer.headers)).not.toMatch(LEAKS);
    }
    expect(told).toEqual(Array(answers.length).fill({ error: 'Internal server error', code: 'server.error' }));
    const logged = () => server.log().filter(({ msg }) => msg === 'unexpected error').length;
    await expect.poll(logged).toBeGreaterThanOrEqual(answers.length);
  },
);

promise(47, { title: 'refusals of every sort say nothing of what is inside' }, async (server) => {
  const { http } = server;
  const customer = await aCustomer(server);
  const taken = { name: 'x', email: customer.email, phone: '1', password: 'correct horse battery' };
  const answers = [
    await http.post('/auth/signup').send(taken),
    await http.post('/api/orders').send(anOrderBody({ serviceIds: ['nope'] })),
    await http.post('/api/orders').type('json').send('{"a":'),
    await http.get('/api/orders/zzzzzzzz').set(customer.as()),
    await http.get(`/api/orders?email=${customer.email}&cursor=abc`).set(customer.as()),
    await http.get('/nowhere'),
    await http.get('/admin/api/orders'),
    await http.post('/admin/login').send({ username: 'x', password: 'y' }),
  ];
  for (const { status, text, headers } of answers) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toMatch(LEAKS);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
    expect(text).not.toMatch(/\b\d+\.\d+\.\d+\b/);
  }
});

promise(
  48,
  { title: 'security headers on every sort of answer, no-store where there is a credential' },
  async (server) => {
    const { http } = server;
    const customer = await aCustomer(server);
    const admin = await anAdmin(server);
    const api = [
      await http.get('/ping'),
      await http.get('/healthz'),
      await http.get('/api/services'),
      await http.get('/auth/me').set(customer.as()),
      await http.get('/auth/me'),
      await http.get('/nowhere'),
      await http.post('/api/orders').send({}),
      await http.post('/api/orders').type('json').send('{'),
      await http.get('/admin/api/me').set(admin),
      await http.post('/admin/login').send(ADMIN),
    ];
    for (const { headers } of api) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'$/),
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      const age = Number(/max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '')?.[1]);
      expect(age).toBeGreaterThanOrEqual(31_536_000);
      expect(headers).not.toHaveProperty('x-powered-by');
    }
    const withCredential = [
      await http.get('/auth/me').set(customer.as()),
      await http.get('/admin/api/orders').set(admin),
      await http.get('/api/services').set(admin),
      await http.post('/auth/login').send({ email: customer.email, password: 'correct horse battery' }),
      await http.post('/admin/login').send(ADMIN),
    ];
    for (const { headers, status } of withCredential) {
      expect(status).toBe(200);
      expect(headers['cache-control']).toMatch(/no-store/);
    }
  },
);

const LISTED = 'https://shop.example';
const STRANGERS = [
  'https://evil.example',
  `${LISTED}.evil.example`,
  'https://evil.shop.example',
  'http://shop.example',
  `${LISTED}:444`,
  'https://SHOP.example',
  'null',
  '*',
  'file://',
];

promise(
  49,
  { title: 'the listed origin alone is let in, never by a wildcard or an echo', env: { CORS_ORIGINS: LISTED } },
  async (server) => {
    const { http } = server;
    const paths = ['/api/services', '/nowhere', '/admin/api/orders', '/admin/login', '/healthz'];
    const allowed = await http.get('/api/services').set('Origin', LISTED);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': LISTED,
      'access-control-allow-credentials': 'true',
      vary: expect.stringContaining('Origin'),
    });
    for (const origin of STRANGERS) {
      for (const path of paths) {
        const asked = {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'content-type',
        };
        for (const answer of [await http.get(path).set('Origin', origin), await http.options(path).set(asked)]) {
          expect(answer.headers, `${origin} ${path}`).not.toHaveProperty('access-control-allow-origin');
        }
      }
      const { headers } = await http.get('/api/services').set('Origin', origin);
      expect(headers['vary']).toContain('Origin');
    }
  },
);

promise(49, { title: 'without a list no origin is let in', limits: 'around' }, async (server) => {
  for (const origin of [LISTED, 'http://localhost:5173', ...STRANGERS]) {
    const { headers } = await server.http.get('/api/services').set('Origin', origin);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
});
