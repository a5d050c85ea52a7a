import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const kinds = ['product', 'reference', 'floor'] as const;
export type Kind = (typeof kinds)[number];
export type Target = {
  kind: Kind;
  url: string;
  pid: number;
  databaseUrl: string;
  /** Where the reference keeps its pictures. */
  barcodeFolder: string;
  /** From the start of the process until it took requests. */
  readyMs: number;
  stop: () => Promise<void>;
};

export const ADMIN_PASSWORD = 'the admin of the benchmark';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Production, with limits on: raised, because all the load comes from one address. */
export const productSettings = {
  NODE_ENV: 'production',
  SECRET_KEY: 'a session secret of the benchmark only',
  JWT_SECRET_KEY: 'a token secret that only the benchmark ever uses',
  RATE_LIMIT_FACTOR: '100',
  STOP_DELAY_MS: '0',
  MALLOC_ARENA_MAX: '2',
  ADMIN_PASSWORD,
};

/** `name` tells the files of servers of one kind apart; `profiles` is a folder for the product's CPU profiles. */
export type StartOptions = { name?: string; env?: Record<string, string>; profiles?: string | undefined };

/** Starts one of the three servers on its own copy of the data, as a process of its own. */
export async function startTarget(
  kind: Kind,
  databaseUrl: string,
  folder: string,
  { name = kind, env = {}, profiles }: StartOptions = {},
): Promise<Target> {
  const log = openSync(join(folder, `${name}.log`), 'w');
  const barcodeFolder = join(folder, `barcodes-${name}`);
  const profiling = profiles === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profiles];
  const command =
    kind === 'product'
      ? [...profiling, join(root, 'dist/main.js')]
      : ['--import', 'tsx', join(root, 'tests/bench/reference/main.ts')];
  const own =
    kind === 'product'
      ? productSettings
      : { KIND: kind === 'floor' ? 'node' : 'express', NODE_ENV: 'production', BARCODE_DIR: barcodeFolder };
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ['ignore', 'pipe', log],
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      ...own,
      ...env,
    },
  });
  const url = await listening(child);
  await until(`${url}${kind === 'product' ? '/readyz' : '/ping'}`);
  const readyMs = performance.now() - startedAt;
  return {
    kind,
    url,
    pid: child.pid ?? 0,
    databaseUrl,
    barcodeFolder,
    readyMs,
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'close');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Runs one of the product's own commands on a database. Throws what it says when it fails. */
export async function runCommand(name: 'migrate' | 'seed', databaseUrl: string): Promise<void> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, ...productSettings };
  await promisify(execFile)(process.execPath, [join(root, `dist/commands/${name}.js`)], { cwd: root, env });
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      // Read on, so that the server is never held up by its log.
      if (text === 'found') return;
      text += chunk;
      const line = text
        .split('\n')
        .find((candidate) => candidate.includes('"msg":"listening"') && candidate.endsWith('}'));
      if (!line) return;
      text = 'found';
      resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('close', () => reject(new Error(`a server ended before it listened:\n${text}`)));
  });
}

async function until(url: string): Promise<void> {
  for (let tries = 0; tries < 4_000; tries += 1) {
    if ((await fetch(url).catch(() => null))?.status === 200) return;
    await sleep(5);
  }
  throw new Error(`${url} did not answer`);
}
