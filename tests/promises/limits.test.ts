import { expect } from 'vitest';
import { anEmail } from '../support/builders.js';
import { ADMIN, aCustomer, anAdmin, PASSWORD } from '../support/clients.js';
import { expectExceeded, from, tally, times, tryLogIn } from '../support/limits.js';
import { promise } from '../support/promises/promise.js';

const MET = { limits: 'met' } as const;
// Addresses of clients as the one proxy in front names them.
const PROXIED = { limits: 'met', env: { TRUST_PROXY: '1' } } as const;

promise(
  4,
  { title: 'of 60 wrong passwords at once ten are evaluated, then not even the right one', own: true, ...MET },
  async (server, { figure }) => {
    const { email } = await aCustomer(server);

    const answers = await times(60, (n) => tryLogIn(server, email, `wrong ${n}`));
    const right = await tryLogIn(server, email, PASSWORD);

    expect(tally(answers)).toEqual({ 401: 10, 429: 50 });
    for (const answer of [...answers.filter(({ status }) => status === 429), right])
      expectExceeded(answer, { seconds: 900 });
    figure('tries', answers.length);
  },
);

promise(
  4,
  {
    title: 'an account is tried fifty times from many addresses, and its owner still gets in at home',
    long: true,
    own: true,
    ...PROXIED,
  },
  async (server) => {
    const { email } = await aCustomer(server);
    const home = from(1);
    expect((await tryLogIn(server, email, PASSWORD, home)).status).toBe(200);

    const answers = [];
    for (let round = 0; round < 7; round += 1)
      answers.push(...(await times(12, (n) => tryLogIn(server, email, 'wrong', from(2 + n)))));

    expect(tally(answers)).toEqual({ 401: 50, 429: 34 });
    expect((await tryLogIn(server, email, PASSWORD, home)).status).toBe(200);
  },
);

promise(
  4,
  { title: 'the owner logs in however many wrong passwords a stranger sends from one address', own: true, ...PROXIED },
  async (server) => {
    const { email } = await aCustomer(server);
    await times(40, () => tryLogIn(server, email, 'wrong', from(1)));

    expect((await tryLogIn(server, email, PASSWORD, from(2))).status).toBe(200);
  },
);

promise(
  5,
  {
    title: 'of one try each on 120 accounts fifty are evaluated, and a restart forgets nothing',
    long: true,
    own: true,
    ...MET,
  },
  async (server, { figure }) => {
    const stuff = (count: number) => times(count, () => tryLogIn(server, anEmail(), 'wrong'));

    const first = await stuff(40);
    await server.kill();
    await server.start();
    const more = await stuff(80);

    expect([tally(first), tally(more)]).toEqual([{ 401: 40 }, { 401: 10, 429: 70 }]);
    figure('accounts', first.length + more.length);
  },
);

promise(5, { title: 'two processes count as one', own: true, instances: 2, ...MET }, async ({ instances }) => {
  const answers = await times(120, (n) => tryLogIn(instances[n % 2] as (typeof instances)[0], anEmail(), 'wrong'));

  expect(tally(answers)).toEqual({ 401: 50, 429: 70 });
});

promise(
  6,
  { title: 'nothing that a client can send makes it another client or the account another', own: true, ...MET },
  async (server) => {
    const { email } = await aCustomer(server);
    const spoofs = (n: number) => ({
      'X-Forwarded-For': `198.51.100.${n}`,
      Forwarded: `for=198.51.100.${n}`,
      'X-Real-IP': `198.51.100.${n}`,
      'X-Client-IP': `198.51.100.${n}`,
      'CF-Connecting-IP': `198.51.100.${n}`,
    });
    const spelling = (n: number) => [email, email.toUpperCase(), ` ${email}`, `${email}\t`][n % 4];
    const wrong = (n: number) =>
      server.http
        .post(`/auth/login?n=${n}`)
        .set(spoofs(n))
        .send({ email: spelling(n), password: `wrong ${n}`, extra: n });

    const answers = await times(40, wrong);
    const paths = [
      '/AUTH/login',
      '//auth/login',
      '/auth//login',
      '/auth/login/',
      '/auth/%6Cogin',
      '/auth/./login',
      '/auth/login;n=1',
    ];
    const around = await Promise.all(
      paths.map((path, n) => server.http.post(path).set(spoofs(n)).send({ email, password: PASSWORD })),
    );
    const array = await server.http.post('/auth/login').send({ email: [email], password: PASSWORD });

    expect(tally(answers)).toEqual({ 401: 10, 429: 30 });
    for (const { status } of around) expect([404, 429]).toContain(status);
    expect(array.status).toBe(400);
  },
);

promise(
  6,
  { title: 'two clients never share a bucket; IPv6 is counted by network', long: true, own: true, ...PROXIED },
  async (server) => {
    const stuff = (address: string) => tryLogIn(server, anEmail(), 'wrong', from(address));

    // A few at a time: more hashes than can wait would be answered 503.
    const many = [];
    for (let round = 0; round < 3; round += 1)
      many.push(...(await times(25, (n) => stuff(`203.0.113.${25 * round + n + 1}`))));
    const network = await times(60, (n) => stuff(`2001:db8:7:7:${n.toString(16)}::1`));
    const neighbour = await stuff('2001:db8:7:8::1');

    expect([tally(many), tally(network), neighbour.status]).toEqual([{ 401: 75 }, { 401: 50, 429: 10 }, 401]);
  },
);

promise(
  2,
  { title: 'sign-up says Email exists five times an hour to one client', own: true, ...MET },
  async (server) => {
    const { email } = await aCustomer(server);
    const signUp = (address: string) =>
      server.http
        .post('/auth/signup')
        .send({ name: 'Asha', email: address, phone: '+91 98000 00000', password: PASSWORD });

    const answers = await times(30, () => signUp(email));

    expect(tally(answers)).toEqual({ 400: 5, 429: 25 });
    expectExceeded(await signUp(anEmail()), { seconds: 3_600 });
  },
);

promise(
  4,
  { title: 'the console’s login has the same limit, as JSON and as a form', own: true, ...MET },
  async (server) => {
    const admin = await anAdmin(server);

    const answers = await times(40, (n) =>
      server.http
        .post('/admin/login')
        .type(n % 2 ? 'form' : 'json')
        .send({ username: ADMIN.username, password: `wrong ${n}` }),
    );

    expect(tally(answers)).toEqual({ 401: 10, 429: 30 });
    expect((await server.http.post('/admin/login').send(ADMIN)).status).toBe(429);
    expect((await server.http.get('/admin/api/me').set(admin)).status).toBe(200);
  },
);
