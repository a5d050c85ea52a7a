import { expect } from 'vitest';
import { isLoggedIn } from '../support/admins.js';
import { ADMIN, aCustomer, anAdmin } from '../support/clients.js';
import { holdTable } from '../support/hold-table.js';
import { times } from '../support/limits.js';
import { promise } from '../support/promises/promise.js';

promise(
  17,
  { title: 'a thousand requests of guests and tokens make no session and no cookie' },
  async (server, { figure }) => {
    const customer = await aCustomer(server);
    const before = await server.deps.db.session.count();

    for (let round = 0; round < 20; round += 1) {
      const answers = await times(50, (n) =>
        n % 2 ? server.http.get('/api/services') : server.http.get('/auth/me').set(customer.as()),
      );
      for (const { status, headers } of answers) expect([status, headers['set-cookie']]).toEqual([200, undefined]);
    }

    expect(await server.deps.db.session.count()).toBe(before);
    figure('requests', 1_000);
  },
);

promise(
  17,
  { title: 'a session outlives a restart, and a login takes away those that are over', own: true },
  async (server) => {
    const admin = await anAdmin(server);
    await server.deps.db.session.create({ data: { id: 'over', data: '{}', expiresAt: new Date(Date.now() - 1_000) } });

    await server.kill();
    await server.start();

    expect(await isLoggedIn(server, admin)).toBe(true);
    await anAdmin(server);
    expect(await server.deps.db.session.count({ where: { id: 'over' } })).toBe(0);
  },
);

promise(17, { title: 'a session holds and ends in both processes', instances: 2 }, async ({ instances }) => {
  const [one, two] = instances as [(typeof instances)[0], (typeof instances)[0]];
  const admin = await anAdmin(one);

  expect(await isLoggedIn(two, admin)).toBe(true);
  expect((await two.http.post('/admin/logout').set(admin)).status).toBe(200);
  expect([await isLoggedIn(one, admin), await isLoggedIn(two, admin)]).toEqual([false, false]);
});

promise(
  17,
  {
    title: 'where the store is away nobody is let in, and nobody is told to log in again',
    own: true,
    env: { DATABASE_TIMEOUT_MS: '1500' },
  },
  async (server) => {
    const admin = await anAdmin(server);
    const release = await holdTable(server, 'sessions');
    try {
      const [login, page, me] = [
        await server.http.post('/admin/login').send(ADMIN),
        await server.http.get('/admin').set(admin),
        server.provider === 'postgresql' ? await server.http.get('/admin/api/me').set(admin) : null,
      ];
      expect([login.status, login.headers['set-cookie']]).toEqual([503, undefined]);
      expect([200, 503]).toContain(page.status);
      if (me) expect([me.status, me.headers['retry-after']]).toEqual([503, '2']);
    } finally {
      await release();
    }

    expect(await isLoggedIn(server, admin)).toBe(true);
  },
);
