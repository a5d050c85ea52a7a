import { expect } from 'vitest';
import { ADMIN_PASSWORD, anAdminAccount } from '../support/admins.js';
import { anEmail } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker, PASSWORD } from '../support/clients.js';
import { tally, times, tryLogIn } from '../support/limits.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

const signUp = (server: PromiseServer, password: unknown, email = anEmail()) =>
  server.http.post('/auth/signup').send({ name: 'Asha Pillai', email, phone: '+91 98000 00000', password });

promise(
  7,
  { title: 'short, common, own and blank passwords are refused, and nothing else is' },
  async (server, { figure }) => {
    const email = anEmail();
    const refused = [
      'abcdefg',
      'password',
      'password1',
      '12345678',
      'iloveyou',
      'fabclean',
      'FabClean123',
      'laundry1',
      'ashapillai',
      email,
      '',
      ' ',
      '        ',
      null,
      12_345_678,
      ['long enough'],
      'a'.repeat(73),
      '🧺'.repeat(19),
    ];
    const taken = [
      'aaaaaaaa',
      '83920174',
      'onlysmallletters',
      '        x',
      '🧺'.repeat(18),
      'a'.repeat(72),
      'пароль-чисто',
    ];

    for (const password of refused)
      expect([password, (await signUp(server, password, email)).status]).toEqual([password, 400]);
    for (const password of taken) expect([password, (await signUp(server, password)).status]).toEqual([password, 201]);
    figure('passwords', refused.length + taken.length);
  },
);

promise(
  7,
  { title: 'staff and admins have twelve characters or more; a blank password in an update changes nothing' },
  async (server) => {
    const admin = await anAdmin(server);
    const user = await anAdminAccount(server, admin);
    const send = (method: 'post' | 'put', path: string, body: object) =>
      server.http[method](path).set(admin).send(body);
    const newWorker = (password: string) =>
      send('post', '/admin/api/workers', { name: 'Jaya Das', email: anEmail(), password });
    const worker = (await newWorker(ADMIN_PASSWORD)).body;

    for (const password of ['elevenchars', 'qwerty123456', 'JayaDasJayaDas', 'fabclean-admin']) {
      expect((await newWorker(password)).status).toBe(400);
      expect((await send('put', `/admin/api/workers/${worker.id}`, { name: 'Jaya Das', password })).status).toBe(400);
    }
    for (const password of ['elevenchars', 'qwerty123456', 'fabclean-admin'])
      expect((await send('put', `/admin/api/users/${user.id}`, { password })).status).toBe(400);
    for (const password of ['', null]) {
      expect((await send('put', `/admin/api/workers/${worker.id}`, { password })).status).toBe(200);
      expect((await send('put', `/admin/api/users/${user.id}`, { password })).status).toBe(200);
    }

    const portal = await server.http.post('/employee/login').send({ email: worker.email, password: ADMIN_PASSWORD });
    const console = await server.http.post('/admin/login').send({ username: user.username, password: ADMIN_PASSWORD });
    expect([portal.status, console.status]).toEqual([200, 200]);
  },
);

promise(8, { title: 'a password is taken byte for byte, or not at all' }, async (server) => {
  for (const password of [
    'a'.repeat(73),
    `é${'a'.repeat(71)}`,
    '🧺'.repeat(19),
    'correct\0horse',
    'correct\udc00horse',
  ])
    expect((await signUp(server, password)).status).toBe(400);

  for (const password of ['b'.repeat(72), '🧺'.repeat(18), '  blanks at both ends  ', 'Mixed Case É']) {
    const { email } = await aCustomer(server, { password });
    const near = [
      `${password} `,
      password.trim(),
      password.slice(0, -1),
      password.toLowerCase(),
      password.normalize('NFD'),
      `${password}x`,
    ];
    for (const other of near.filter((text) => text !== password))
      expect((await tryLogIn(server, email, other)).status).toBe(401);
    expect((await tryLogIn(server, email, password)).status).toBe(200);
  }
});

promise(
  9,
  {
    title: 'hashes are bcrypt at the configured cost, cheaper ones are renewed at login, a huge password costs nothing',
  },
  async (server) => {
    const { email, id } = await aCustomer(server);
    const stored = async () => (await server.deps.db.customer.findUniqueOrThrow({ where: { id } })).passwordHash ?? '';
    expect(await stored()).toMatch(/^\$2b\$10\$/);

    const cheap = (await stored()).replace('$10$', '$04$');
    const employee = await aWorker(server, 'EMPLOYEE');
    expect((await server.deps.db.worker.findUniqueOrThrow({ where: { id: employee.id } })).passwordHash).toMatch(
      /^\$2b\$10\$/,
    );
    const { hashSync } = await import('bcryptjs');
    await server.deps.db.customer.update({ where: { id }, data: { passwordHash: hashSync(PASSWORD, 4) } });
    expect((await tryLogIn(server, email, PASSWORD)).status).toBe(200);
    expect(await stored()).toMatch(/^\$2b\$10\$/);
    expect(await stored()).not.toBe(cheap);

    // Fifty at a time: more at once from one address are a flood, which may be told to come back.
    for (let half = 0; half < 2; half += 1) {
      const huge = await times(50, () => signUp(server, 'x'.repeat(1_000_000)));
      expect(tally(huge)).toEqual({ 400: 50 });
    }
  },
);

promise(
  9,
  { title: '50 logins at once leave the server’s other answers quick', long: true, own: true },
  async (server, { figure }) => {
    const { email } = await aCustomer(server);
    let over = false;
    const logins = times(50, () => tryLogIn(server, email, PASSWORD)).finally(() => {
      over = true;
    });

    const waits: number[] = [];
    while (!over) {
      const began = performance.now();
      expect((await server.http.get('/api/services')).status).toBe(200);
      waits.push(performance.now() - began);
    }

    expect(tally(await logins)).toEqual({ 200: 50 });
    const p99 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
    figure('reads', waits.length);
    figure('p99 in ms', Math.round(p99));
    expect(p99).toBeLessThan(250);
  },
);
