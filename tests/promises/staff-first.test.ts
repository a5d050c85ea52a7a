import { expect } from 'vitest';
import { anEmail, anOrder, anOrderBody } from '../support/builders.js';
import { busy } from '../support/busy.js';
import { aWorker, bearer, PASSWORD } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';
import { anAddress } from '../support/promises/promise-server.js';
import { slownessOfTheMachine } from '../support/slowness.js';

/** Where others take the processor, everything here lasts as many times longer as a piece of work takes. */
const SLOWNESS = slownessOfTheMachine();
/** The waiting time as delivered: other tests ask a server for more patience. */
const AS_DELIVERED = { QUEUE_WAIT_MS: String(Math.round(2_000 * SLOWNESS)) };
/** Beside a flood the last of fifty is in within so many times what it takes without. */
const BESIDE_A_FLOOD = 2;
const SHARE_MS = 6_000;

for (const [where, newAddress] of [
  ['one address', () => () => '203.0.113.9'],
  ['many addresses', () => anAddress],
] as const) {
  promise(
    58,
    {
      title: `fifty employees log in beside forty connections that sign up from ${where}, in at most twice the time`,
      long: true,
      own: true,
      env: AS_DELIVERED,
    },
    async (server, context) => {
      const passwordHash = await server.deps.passwords.hash(PASSWORD);
      const emails = Array.from({ length: 50 }, anEmail);
      await server.deps.db.worker.createMany({
        data: emails.map((email) => ({ name: 'Ravi Das', email, role: 'EMPLOYEE' as const, passwordHash })),
      });
      const signUp = () => ({ name: 'A', email: anEmail(), phone: '+919800000001', password: 'a flood of people' });
      const logIn = { path: '/employee/login' };
      const allIn = async () => {
        const { once, stop } = busy(server.url, 0, logIn);
        const logins = await Promise.all(
          emails.map((email) => once({ ...logIn, body: () => ({ email, password: PASSWORD }) })),
        );
        await stop();
        return { logins, slowest: Math.max(...logins.map(({ milliseconds }) => milliseconds)) };
      };
      const before = await allIn();
      const flood = busy(server.url, 40, { path: '/auth/signup', body: signUp, from: newAddress() });
      await flood.underWay();

      const beside = await allIn();
      const { answers } = await flood.stop();
      const after = await allIn();
      // What else the machine does comes and goes.
      const without = Math.max(before.slowest, after.slowest);

      context.figure('slowest login in ms', Math.round(beside.slowest));
      context.figure('without the flood', Math.round(without));
      context.figure('sign-ups', answers.filter(({ status }) => status === 201).length);
      expect(beside.logins.filter(({ status }) => status !== 200)).toEqual([]);
      expect(beside.slowest).toBeLessThan(without * BESIDE_A_FLOOD);
    },
  );
}

promise(
  58,
  {
    title:
      'two connections that place orders of 200 lines as guests take no more than a tenth of what sixteen clerks get',
    long: true,
    own: true,
    env: AS_DELIVERED,
  },
  async (server, context) => {
    const clerk = await aWorker(server, 'EMPLOYEE');
    const items = Array.from({ length: 200 }, (_, n) => ({ serviceId: `s${(n % 3) + 1}`, quantity: 9, note: `${n}` }));
    const heavy = () => anOrderBody({ serviceIds: undefined, items });
    const { order } = await anOrder(server);
    const clerks = () =>
      busy(server.url, 16, { path: `/employee/api/orders/${order.id}`, headers: bearer(clerk.token) });
    const guests = () => busy(server.url, 2, { path: '/api/orders', body: heavy, from: () => '203.0.113.9' });

    const alone = await clerks().for(SHARE_MS);
    const [beside, strangers] = await Promise.all([clerks().for(SHARE_MS), guests().for(SHARE_MS)]);
    const guestsAlone = await guests().for(SHARE_MS);

    const served = ({ answers }: typeof alone) => answers.filter(({ status }) => status < 300).length;
    const kept = served(beside) / served(alone);
    const share = served(strangers) / served(guestsAlone);
    context.figure('clerks keep in %', Math.round(kept * 100));
    context.figure('guests get in % of what they get alone', Math.round(share * 100));
    expect(beside.answers.filter(({ status }) => status === 503)).toEqual([]);
    // What the guests' work takes, as a share of the machine, is what they get as a share of what they get alone.
    expect(share).toBeLessThan(kept / 10);
  },
);
