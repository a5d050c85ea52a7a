import pg from 'pg';

/** A pool of exactly one connection that is never replaced: if it is lost, so is the transaction on it, and nothing more is run. */
export class OneConnectionPool extends pg.Pool {
  #only: Promise<pg.PoolClient> | undefined;

  constructor(config: pg.PoolConfig) {
    super({ ...config, max: 1 });
    // biome-ignore lint/suspicious/noExplicitAny: the ten overloads of pg's query cannot be spelt again
    this.query = (async (...args: any[]) => (await this.#client()).query(...(args as [string]))) as typeof this.query;
  }

  /** Runs SQL of several statements as it stands; the Prisma adapter would cut it at every semicolon, in strings and functions too. */
  async script(sql: string): Promise<void> {
    await (await this.#client()).query(sql);
  }

  override async end(): Promise<void> {
    (await this.#only?.catch(() => undefined))?.release(true);
    await super.end();
  }

  #client(): Promise<pg.PoolClient> {
    this.#only ??= this.connect();
    return this.#only;
  }
}
