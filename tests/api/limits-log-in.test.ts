import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ADMIN_PASSWORD, anAdminAccount } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker, PASSWORD } from '../support/clients.js';
import { expectExceeded, from, tally, times, tryLogIn } from '../support/limits.js';

const MINUTES = 60_000;
let now = Date.now();
let app: TestApp;
let client = 0;
beforeAll(async () => {
  app = await startApp({ rateLimits: true, trustProxy: 1 }, { clock: { now: () => new Date(now) } });
});
afterAll(() => app.close());

/** An address that no other test has used. */
const newClient = () => {
  client += 1;
  return from(`203.0.113.${client}`);
};

type Login = { path: string; account: () => Promise<string>; password: string; field: string; form?: true };
const logins: [string, Login][] = [
  [
    'customer',
    { path: '/auth/login', account: async () => (await aCustomer(app)).email, password: PASSWORD, field: 'email' },
  ],
  [
    'employee',
    {
      path: '/employee/login',
      account: async () => (await aWorker(app, 'EMPLOYEE')).email,
      password: PASSWORD,
      field: 'email',
    },
  ],
  [
    'delivery worker',
    {
      path: '/worker/login',
      account: async () => (await aWorker(app, 'WORKER')).email,
      password: PASSWORD,
      field: 'email',
    },
  ],
  ['admin', { path: '/admin/login', account: aConsoleAccount, password: ADMIN_PASSWORD, field: 'username' }],
  [
    'admin at the form',
    { path: '/admin/login', account: aConsoleAccount, password: ADMIN_PASSWORD, field: 'username', form: true },
  ],
];

async function aConsoleAccount(): Promise<string> {
  return (await anAdminAccount(app, await anAdmin(app))).username;
}

test.each(logins)(
  'of 40 wrong passwords at once for one %s ten are looked at, and then not even the right one',
  async (_, login) => {
    const [account, bystander, here] = [await login.account(), await login.account(), newClient()];
    const enter = (name: string, password: string) =>
      app.http
        .post(login.path)
        .type(login.form ? 'form' : 'json')
        .set(here)
        .send({ [login.field]: name, password });

    const looked = vi.spyOn(app.deps.passwords, 'verify');
    const answers = await times(40, (n) => enter(account, `wrong ${n}`));
    const looks = looked.mock.calls.length;
    looked.mockRestore();
    const right = await enter(account, login.password);
    const other = await enter(bystander, login.password);
    now += 15 * MINUTES;
    const later = await enter(account, login.password);

    const success = login.form ? 302 : 200;
    expect([tally(answers), looks]).toEqual([{ 401: 10, 429: 30 }, 10]);
    expect([right.status, other.status, later.status]).toEqual([429, success, success]);
    if (login.form) {
      expect(right.text).toContain('Too many tries. Try again in 15 minutes');
      expect(Number(right.headers['retry-after'])).toBeLessThanOrEqual(900);
    } else {
      for (const answer of answers.filter(({ status }) => status === 429)) expectExceeded(answer, { seconds: 900 });
    }
  },
);

test('the right password goes in however many log in at once, and forgets the wrong ones before it', async () => {
  const [{ email }, here] = [await aCustomer(app), newClient()];
  const wrong = () => times(9, () => tryLogIn(app, email, 'wrong', here));

  const first = await wrong();
  const right = await times(40, () => tryLogIn(app, email, PASSWORD, here));
  const again = await wrong();

  expect([tally(first), tally(right), tally(again)]).toEqual([{ 401: 9 }, { 200: 40 }, { 401: 9 }]);
});

test('every login tells how the limit stands', async () => {
  const { headers } = await tryLogIn(app, anEmail(), 'wrong', newClient());

  expect(headers['ratelimit-policy']).toBe(
    '"login";q=10;w=900, "login-client";q=50;w=3600, "login-account";q=50;w=3600',
  );
  expect(headers['ratelimit']).toBe('"login";r=9;t=900');
});

test.each([
  ['another spelling of the e-mail', (email: string) => ({ body: { email: ` ${email.toUpperCase()} ` } })],
  ['more fields', () => ({ body: { username: 'x', remember: true, ip: '1.2.3.4' } })],
  [
    'other headers',
    () => ({
      headers: {
        Forwarded: 'for=1.2.3.4',
        'X-Real-IP': '1.2.3.4',
        'CF-Connecting-IP': '1.2.3.4',
        'True-Client-IP': '1.2.3.4',
      },
    }),
  ],
  ['a longer X-Forwarded-For', (_: string, n: number) => ({ spoofed: `198.51.100.${n}, ` })],
  ['another query', (_: string, n: number) => ({ query: `?try=${n}` })],
])('%s is no other try', async (_, change) => {
  const [{ email }, here] = [await aCustomer(app), newClient()];

  const answers = await times(20, (n) => {
    const {
      body,
      headers,
      query,
      spoofed,
    }: { body?: object; headers?: Record<string, string>; query?: string; spoofed?: string } = change(email, n);
    const address = { 'X-Forwarded-For': `${spoofed ?? ''}${here['X-Forwarded-For']}` };
    return app.http
      .post(`/auth/login${query ?? ''}`)
      .set({ ...address, ...headers })
      .send({ email, password: `wrong ${n}`, ...body });
  });

  expect(tally(answers)).toEqual({ 401: 10, 429: 10 });
});

test.each(['/AUTH/login', '//auth/login', '/auth//login', '/auth/login/', '/./auth/login', '/auth/%6cogin'])(
  '%s is no way around the limit',
  async (path) => {
    const [{ email }, here] = [await aCustomer(app), newClient()];
    await times(10, () => tryLogIn(app, email, 'wrong', here));

    const response = await app.http.post(path).set(here).send({ email, password: PASSWORD });

    expect([404, 429]).toContain(response.status);
  },
);

test('an array for the e-mail is bad input, and uses nothing up', async () => {
  const [{ email }, here] = [await aCustomer(app), newClient()];

  const arrays = await times(20, () =>
    app.http
      .post('/auth/login')
      .set(here)
      .send({ email: [email], password: 'wrong' }),
  );
  const right = await tryLogIn(app, email, PASSWORD, here);

  expect([tally(arrays), right.status]).toEqual([{ 400: 20 }, 200]);
});

test('the two portals of workers try the same account', async () => {
  const [{ email }, here] = [await aWorker(app, 'EMPLOYEE'), newClient()];

  const answers = await times(20, (n) =>
    app.http
      .post(n % 2 ? '/employee/login' : '/worker/login')
      .set(here)
      .send({ email, password: 'wrong' }),
  );

  expect(tally(answers)).toEqual({ 401: 10, 429: 10 });
});

test('a stranger uses up nobody’s tries at another address, also not the owner’s', async () => {
  const { email } = await aCustomer(app);
  await times(20, () => tryLogIn(app, email, 'wrong', newClientOnce));

  const owner = await tryLogIn(app, email, PASSWORD, newClient());

  expect(owner.status).toBe(200);
});
const newClientOnce = from('198.51.100.200');

test('of tries from many addresses fifty are looked at; where the owner was before, the owner still gets in', async () => {
  const { email } = await aCustomer(app);
  const home = newClient();
  expect((await tryLogIn(app, email, PASSWORD, home)).status).toBe(200);
  const bots = Array.from({ length: 12 }, newClient);

  const answers = await times(96, (n) => tryLogIn(app, email, 'wrong', bots[n % 12]));
  const [abroad, atHome, wrongAtHome] = [
    await tryLogIn(app, email, PASSWORD, newClient()),
    await tryLogIn(app, email, PASSWORD, home),
    await times(20, () => tryLogIn(app, email, 'wrong', home)),
  ];

  expect(tally(answers)).toEqual({ 401: 50, 429: 46 });
  expectExceeded(abroad, { seconds: 3_600 });
  expect(atHome.status).toBe(200);
  expect(tally(wrongAtHome)).toEqual({ 401: 10, 429: 10 });
});

test('an account that strangers locked is open to everybody again an hour later', async () => {
  const { email } = await aCustomer(app);
  const bots = Array.from({ length: 6 }, newClient);
  await times(60, (n) => tryLogIn(app, email, 'wrong', bots[n % 6]));
  const abroad = newClient();
  const locked = await tryLogIn(app, email, PASSWORD, abroad);

  now += 60 * MINUTES;
  const open = await tryLogIn(app, email, PASSWORD, abroad);

  expect([locked.status, open.status]).toEqual([429, 200]);
});

test.each([
  [
    'an admin',
    (username: string, email: string) => [username, email, ` ${username.toUpperCase()} `, email.toUpperCase()],
  ],
])('the names of %s, in any spelling, share the tries of one account', async (_, namesOf) => {
  const [admin, bystander, here] = [
    await anAdminAccount(app, await anAdmin(app)),
    await aConsoleAccount(),
    newClient(),
  ];
  const names = namesOf(admin.username, admin.email);
  const enter = (username: string | undefined, password: string) =>
    app.http.post('/admin/login').set(here).send({ username, password });

  const answers = await times(24, (n) => enter(names[n % names.length], `wrong ${n}`));
  const [right, other] = [await enter(admin.email, ADMIN_PASSWORD), await enter(bystander, ADMIN_PASSWORD)];

  expect([tally(answers), right.status, other.status]).toEqual([{ 401: 10, 429: 14 }, 429, 200]);
});
