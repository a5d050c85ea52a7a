import supertest from 'supertest';
import { createDeps, type Deps } from '../../../src/deps.js';
import type { TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import type { Environment } from '../environment.js';
import { execute, type Provider, type Row, select } from '../raw-database.js';
import { type Finished, productionEnvironment, type ServerProcess, startServer } from '../server-process.js';
import { testConfig } from '../test-config.js';

export type LogLine = Record<string, unknown> & { level: number; msg: string };
export type ServerSettings = {
  /**
   * Rate limits are always on, as production insists. `around` (the default) sends each call of `http` from an address of its own,
   * as behind a proxy, so that limits by address stay out of the way; `met` sends them all from 127.0.0.1, without a proxy.
   */
  limits?: 'around' | 'met' | undefined;
  /** Changes of the environment that the server starts with. */
  env?: Environment | undefined;
};

let address = 0;

/** An address no other call comes from, for the header in which a trusted proxy names its client. */
export function anAddress(): string {
  address += 1;
  return `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`;
}

/**
 * The built server as a process of its own with NODE_ENV=production, on a fresh migrated and seeded database. It is a `TestApp`, so
 * that builders and clients work on it: `http` speaks to the process, while `deps` are this test's own view of the same database,
 * keys and folder.
 */
export class PromiseServer implements TestApp {
  readonly provider: Provider;
  readonly folder: string;
  readonly databaseUrl: string;
  readonly deps: Deps;
  /** All processes on this database, this one first: two where the promise asked for them. */
  readonly instances: PromiseServer[];
  readonly #environment: Environment;
  readonly #limits: 'around' | 'met';
  readonly #letGo: (() => Promise<unknown>)[] = [];
  #process: ServerProcess | undefined;
  #earlier = '';

  private constructor(
    shared: { provider: Provider; database: TestDatabase; deps: Deps; instances: PromiseServer[] },
    settings: ServerSettings,
  ) {
    this.provider = shared.provider;
    this.folder = shared.database.folder;
    this.databaseUrl = shared.database.url;
    this.deps = shared.deps;
    this.instances = shared.instances;
    this.#limits = settings.limits ?? 'around';
    this.#environment = {
      ...productionEnvironment,
      DATABASE_URL: shared.database.url,
      TRUST_PROXY: this.#limits === 'around' ? '1' : '0',
      ...settings.env,
    };
    this.instances.push(this);
  }

  /** Starts `count` processes on one new database. */
  static async start(provider: Provider, settings: ServerSettings = {}, count = 1): Promise<PromiseServer> {
    const database = await freshDatabase(provider);
    const config = testConfig(database.url, { production: true, bcryptCost: 10, databasePoolSize: 3 });
    const shared = { provider, database, deps: createDeps(config), instances: [] };
    const servers = Array.from({ length: count }, () => new PromiseServer(shared, settings));
    const [first] = servers as [PromiseServer];
    first.#letGo.push(() => shared.deps.close(), database.drop);
    try {
      for (const server of servers) await server.start();
    } catch (error) {
      await first.close();
      throw error;
    }
    return first;
  }

  get url(): string {
    return this.#running.url;
  }

  get pid(): number {
    return this.#running.pid;
  }

  /** Speaks HTTP to the process; awaiting a call answers its response, whatever the status. */
  get http(): TestApp['http'] {
    const agent = supertest(this.url);
    if (this.#limits === 'met') return agent;
    return new Proxy(agent, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (path: string) => (method.call(target, path) as supertest.Test).set('X-Forwarded-For', anAddress());
      },
    });
  }

  /** Starts the process again after `stop` or `kill`; its address changes. */
  async start(): Promise<void> {
    this.#process = await startServer('main', this.folder, this.#environment, 'ready', () => {});
  }

  /** SIGTERM, and how it ended. */
  stop(): Promise<Finished> {
    return this.#end('SIGTERM');
  }

  /** SIGKILL: no handler of the server runs. */
  kill(): Promise<Finished> {
    return this.#end('SIGKILL');
  }

  /** Sends a signal and does not wait. */
  signal(name: NodeJS.Signals): void {
    this.#running.signal(name);
  }

  /** Whether the process that was started last still is there. */
  isRunning(): boolean {
    return this.#process?.isRunning() ?? false;
  }

  /** All this server printed, over every start of it. */
  stdout(): string {
    return this.#earlier + (this.#process?.stdout() ?? '');
  }

  /** Its log so far, one object a line. Throws when a line is none. */
  log(): LogLine[] {
    const lines = this.stdout().split('\n').slice(0, -1);
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LogLine);
  }

  /** What one SELECT finds, asked past the product. */
  select(sql: string): Promise<Row[]> {
    return select(this.databaseUrl, sql);
  }

  /** Changes data past the product, as an operator with a database shell would. */
  execute(sql: string): Promise<void> {
    return execute(this.databaseUrl, sql);
  }

  /** Ends every process on the database and removes it. Asked of any instance, once. */
  async close(): Promise<void> {
    for (const server of this.instances) {
      if (server.isRunning()) await server.kill();
    }
    for (const server of this.instances) {
      for (const letGo of server.#letGo.splice(0)) await letGo();
    }
  }

  get #running(): ServerProcess {
    if (!this.#process) throw new Error('the server was not started');
    return this.#process;
  }

  async #end(name: NodeJS.Signals): Promise<Finished> {
    const running = this.#running;
    running.signal(name);
    const finished = await running.finished;
    this.#earlier += finished.stdout;
    this.#process = undefined;
    return finished;
  }
}
