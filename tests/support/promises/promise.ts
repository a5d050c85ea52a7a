import { afterAll, type TestContext, test } from 'vitest';
import { type Provider, providers } from '../raw-database.js';
import { catalogue, type PromiseNumber } from './catalogue.js';
import { PromiseServer, type ServerSettings } from './promise-server.js';

/*
 * The promise suite: tests in tests/promises/, each of which proves a numbered promise of the catalogue on the built server, as a
 * process of its own with NODE_ENV=production, on SQLite and on PostgreSQL. `npm test` runs the quick ones, `npm run test:promises`
 * all of them, and both end with a table of what was kept. How to add one:
 *
 *   promise(33, { title: 'a body of one byte more than the limit is 413' }, async (server, { figure }) => {
 *     const response = await server.http.post('/api/orders')…   // builders and clients of tests/support take the server as their app
 *     figure('requests', 1);                                    // shown in the table
 *   });
 *
 * A promise is kept only when all of its tests pass. Tests of one file that ask for the same settings share one server and one
 * database; a test that stops, kills or floods its server says `own: true`. `instances: 2` starts two processes on one PostgreSQL
 * (`server.instances`). What takes more than a few seconds is `long: true`, and counts its rounds with `scaled(20_000)`:
 * PROMISE_ROUNDS, a factor, makes them fewer where time is short. Use `promiseByHand` for starts that fail, builds and files, and
 * `notRun` for what cannot be tested at all. Plant the fault that a test is for once: it must turn red.
 */

export type PromiseOptions = {
  /** What is shown by this test, as a sentence. */
  title: string;
  /** Default: both databases. */
  on?: readonly Provider[];
  /** Runs only in `npm run test:promises`. */
  long?: boolean;
  /** A server that no other test meets. */
  own?: boolean;
  instances?: 1 | 2;
  timeout?: number;
} & ServerSettings;

export type ByHandOptions = Pick<PromiseOptions, 'title' | 'long' | 'timeout'> & {
  /** `none` for what no database has a part in. Default: both databases. */
  on?: readonly (Provider | 'none')[];
};

export type PromiseContext = {
  /** Shows a number in the table: rounds, requests, rows. */
  figure: (what: string, count: number) => void;
  /** So many rounds, times the factor in PROMISE_ROUNDS; one at least. */
  scaled: (rounds: number) => number;
  /** Ends the test as not run, and says why in the table: a tool is missing. */
  skip: (reason: string) => never;
  signal: AbortSignal;
};

/** What the table has to know of a test. */
export type PromiseMeta = {
  number: PromiseNumber;
  database: string;
  long: boolean;
  notRun: string | null;
  figures: string[];
};

declare module 'vitest' {
  interface TaskMeta {
    promise?: PromiseMeta;
  }
}

const runsLong = process.env['PROMISES'] === 'all';
const factor = Number(process.env['PROMISE_ROUNDS'] ?? 1);
const QUICK_MS = 60_000;
const LONG_MS = 600_000;

const shared = new Map<string, Promise<PromiseServer>>();
afterAll(async () => {
  for (const server of shared.values()) await (await server.catch(() => null))?.close();
}, 60_000);

/** A test of a promise against a running server: one for each database. */
export function promise(
  number: PromiseNumber,
  options: PromiseOptions,
  run: (server: PromiseServer, context: PromiseContext) => Promise<unknown>,
): void {
  const { on = providers, instances = 1 } = options;
  for (const provider of on.filter((name) => instances === 1 || name === 'postgresql')) {
    register(number, options, instances === 2 ? `${provider} 2I` : provider, async (context) => {
      if (options.own) {
        const server = await PromiseServer.start(provider, settingsOf(options), instances);
        try {
          await run(server, context);
        } finally {
          await server.close();
        }
        return;
      }
      const server = await sharedServer(provider, options, instances);
      await run(server, context);
      if (!server.instances.every((instance) => instance.isRunning())) throw new Error('the server process ended');
    });
  }
}

/** A test of a promise that starts what it needs by itself. */
export function promiseByHand(
  number: PromiseNumber,
  options: ByHandOptions,
  run: (on: Provider, context: PromiseContext) => Promise<unknown>,
): void {
  for (const database of options.on ?? providers) {
    register(number, options, database, (context) => run(database === 'none' ? 'sqlite' : database, context));
  }
}

/** Enters a promise, or a part of it, that no test can show, with the reason. */
export function notRun(number: PromiseNumber, title: string, reason: string): void {
  const meta = { promise: { number, database: 'none', long: false, notRun: reason, figures: [] } };
  test(nameOf(number, title), { meta }, (context) => context.skip(reason));
}

function register(
  number: PromiseNumber,
  { title, long = false, timeout = long ? LONG_MS : QUICK_MS }: Pick<PromiseOptions, 'title' | 'long' | 'timeout'>,
  database: string,
  run: (context: PromiseContext) => Promise<unknown>,
): void {
  const where = database === 'none' ? '' : ` on ${database}`;
  const told: PromiseMeta = { number, database, long, notRun: null, figures: [] };
  test(`${nameOf(number, title)}${where}`, { meta: { promise: told }, timeout }, async (context: TestContext) => {
    const skip = (reason: string): never => {
      context.task.meta.promise = { ...told, notRun: reason };
      return context.skip(reason);
    };
    if (long && !runsLong) skip('long: npm run test:promises');
    const figure = (what: string, count: number) => {
      told.figures.push(`${what} ${count.toLocaleString('en')}`);
      context.task.meta.promise = told;
    };
    const scaled = (rounds: number) => Math.max(1, Math.round(rounds * factor));
    await run({ figure, scaled, skip, signal: context.signal });
  });
}

function nameOf(number: PromiseNumber, title: string): string {
  return `${number} ${catalogue[number].grade} ${catalogue[number].title}: ${title}`;
}

function settingsOf({ limits, env }: PromiseOptions): ServerSettings {
  return { limits, env };
}

async function sharedServer(provider: Provider, options: PromiseOptions, instances: number): Promise<PromiseServer> {
  const settings = settingsOf(options);
  const key = JSON.stringify([provider, settings, instances]);
  const running = await shared.get(key)?.catch(() => null);
  if (running?.instances.every((instance) => instance.isRunning())) return running;
  await running?.close();
  const started = PromiseServer.start(provider, settings, instances);
  shared.set(key, started);
  return started;
}
