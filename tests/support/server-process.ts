import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Environment } from './environment.js';
import { withPlantedFault } from './promises/rewrites.js';
import { scratchFolder } from './scratch.js';

export type Finished = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };
export type ServerProcess = {
  url: string;
  pid: number;
  isRunning: () => boolean;
  stdout: () => string;
  /** Resolves when the process is gone, however it went. */
  finished: Promise<Finished>;
  signal: (name: NodeJS.Signals) => void;
  /** SIGTERM, and how it ended. */
  stop: () => Promise<Finished>;
  /** SIGKILL: no handler of the server runs. */
  kill: () => Promise<Finished>;
};

export type AtTheEnd = (cleanUp: () => Promise<void>) => unknown;

/** All that production insists on. */
export const productionEnvironment = {
  NODE_ENV: 'production',
  SECRET_KEY: 'a session secret that only the tests ever use',
  JWT_SECRET_KEY: 'a token secret that only the tests ever use!!',
  ADMIN_PASSWORD: 'the admin of the tests',
  // A crowd of a test is no flood: on a busy machine it takes its time.
  QUEUE_WAIT_MS: '20000',
};

const STARTS_WITHIN_MS = 30_000;
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A folder for one test, with nothing in it. */
export function emptyFolder(): string {
  const folder = scratchFolder('fabclean-process-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Runs one of the built programs (`main`, `commands/migrate`, …) in `folder`, with these arguments and this on its standard input,
 * until it ends by itself.
 */
export function runProgram(
  program: string,
  folder: string,
  env: Environment = {},
  args: readonly string[] = [],
  input = '',
): Promise<Finished> {
  const { child, finished } = launch(program, folder, env, args);
  child.stdin.end(input);
  return finished;
}

/**
 * Starts a built server on a free port and answers when it is ready, or `until` it listens. Throws what it printed when it ends
 * before. It is killed when the test ends, unless `atTheEnd` keeps it for somebody who does so later.
 */
export async function startServer(
  program: 'main' | 'commands/start',
  folder: string,
  env: Environment = {},
  until: 'ready' | 'listening' = 'ready',
  atTheEnd: AtTheEnd = onTestFinished,
): Promise<ServerProcess> {
  const { child, output, finished } = launch(program, folder, { HOST: '127.0.0.1', PORT: '0', ...env }, [], atTheEnd);
  child.stdin.end();
  let gone = false;
  void finished.then(() => {
    gone = true;
  });
  const deadline = Date.now() + STARTS_WITHIN_MS;
  const eventually = async <T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> => {
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (gone || Date.now() > deadline) {
        // Nobody but this function knows of it yet.
        child.kill('SIGKILL');
        throw new Error(`${program} did not start:\n${output.stdout}\n${output.stderr}`);
      }
      await sleep(25);
    }
  };

  const url = await eventually(() => listeningUrl(output.stdout));
  if (until === 'ready') await eventually(async () => ((await statusOf(`${url}/readyz`)) === 200 ? true : undefined));
  const end = (name: NodeJS.Signals) => {
    child.kill(name);
    return finished;
  };
  return {
    url,
    pid: child.pid ?? 0,
    isRunning: () => !gone,
    stdout: () => output.stdout,
    finished,
    signal: (name) => child.kill(name),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** The status of a GET, or null when nobody answers within two seconds. */
export async function statusOf(url: string): Promise<number | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

function launch(
  program: string,
  folder: string,
  env: Environment,
  args: readonly string[] = [],
  atTheEnd: AtTheEnd = onTestFinished,
) {
  const path = fileURLToPath(new URL(`../../dist/${program}.js`, import.meta.url));
  // Nothing of the runner's own environment, which says NODE_ENV=test, may decide how the product starts.
  const inherited = { PATH: process.env['PATH'] ?? '' };
  // A process of a test is over before it pays that V8 compiles Prisma's WebAssembly a second time, for speed.
  const child = spawn(process.execPath, ['--liftoff-only', path, ...args], {
    cwd: folder,
    env: withPlantedFault({ ...inherited, ...env }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const finished = once(child, 'close').then((values): Finished => {
    running.delete(child);
    return { code: values[0], signal: values[1], ...output };
  });
  atTheEnd(async () => {
    child.kill('SIGKILL');
    await finished;
  });
  return { child, output, finished };
}

function listeningUrl(stdout: string): string | undefined {
  const line = stdout.split('\n').find((text) => text.includes('"msg":"listening"') && text.endsWith('}'));
  return line === undefined ? undefined : (JSON.parse(line) as { url: string }).url;
}
