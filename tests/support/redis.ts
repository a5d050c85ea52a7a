import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { freePort } from './postgres.js';

export type RunningRedis = {
  url: string;
  /** Takes Redis away, as a crash would; with `TEST_REDIS_URL` there is none to take away. */
  kill: () => Promise<void>;
  /** Brings it back on the same port, empty. */
  restart: () => Promise<void>;
  /** Leaves its connections open and answers nothing. */
  freeze: () => void;
  thaw: () => void;
  /** Every key and what it holds. */
  contents: () => Promise<Record<string, string | null>>;
  stop: () => Promise<void>;
};

export const NO_REDIS = 'neither redis-server is installed nor TEST_REDIS_URL set: nothing was tested of Redis';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const server of running) server.kill('SIGKILL');
});

/** A Redis of the test's own, with these settings over the usual ones, or null where this machine has no redis-server. */
export async function startRedis(settings: readonly string[] = []): Promise<RunningRedis | null> {
  if (spawnSync('redis-server', ['--version']).error) return null;
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await launch(port, url, settings);
  return {
    url,
    kill: () => end(server, 'SIGKILL'),
    restart: async () => {
      server = await launch(port, url, settings);
    },
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    contents: () => contentsOf(url),
    stop: () => end(server, 'SIGKILL'),
  };
}

/** The Redis that `TEST_REDIS_URL` names, else one of the test's own, else null. Whoever shares it looks at keys of their own only. */
export async function anyRedis(): Promise<Pick<RunningRedis, 'url' | 'contents' | 'stop'> | null> {
  const given = process.env['TEST_REDIS_URL'];
  if (given) return { url: given, contents: () => contentsOf(given), stop: async () => {} };
  return startRedis();
}

async function launch(port: number, url: string, settings: readonly string[]): Promise<ChildProcess> {
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
  const server = spawn('redis-server', [...options, ...settings], { stdio: 'ignore' });
  running.add(server);
  for (let tries = 0; tries < 200; tries += 1) {
    if (await answers(url)) return server;
    await sleep(25);
  }
  throw new Error('redis-server did not start');
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill(signal);
  await once(server, 'close');
  running.delete(server);
}

async function answers(url: string): Promise<boolean> {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}

async function contentsOf(url: string): Promise<Record<string, string | null>> {
  const client = createClient({ url });
  await client.connect();
  try {
    const found: Record<string, string | null> = {};
    for (const key of await client.keys('fabclean:*')) found[key] = await client.get(key);
    return found;
  } finally {
    client.destroy();
  }
}
