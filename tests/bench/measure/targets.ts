import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const kinds = ['product', 'reference', 'floor'] as const;
export type Kind = (typeof kinds)[number];
export type Target = { kind: Kind; url: string; pid: number; databaseUrl: string; stop: () => Promise<void> };

export const ADMIN_PASSWORD = 'the admin of the benchmark';

const root = fileURLToPath(new URL('../../../', import.meta.url));

// Production, with limits on: raised, because all the load comes from one address.
const production = {
  NODE_ENV: 'production',
  SECRET_KEY: 'a session secret of the benchmark only',
  JWT_SECRET_KEY: 'a token secret that only the benchmark ever uses',
  RATE_LIMIT_FACTOR: '10000',
  ADMIN_PASSWORD,
};

/** Starts one of the three servers on its own copy of the data, as a process of its own. */
export async function startTarget(kind: Kind, databaseUrl: string, folder: string): Promise<Target> {
  const log = openSync(join(folder, `${kind}.log`), 'w');
  const command =
    kind === 'product'
      ? [join(root, 'dist/main.js')]
      : ['--import', 'tsx', join(root, 'tests/bench/reference/main.ts')];
  const own = kind === 'product' ? production : { KIND: kind === 'floor' ? 'node' : 'express', NODE_ENV: 'production' };
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ['ignore', 'pipe', log],
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      BARCODE_DIR: join(folder, `barcodes-${kind}`),
      ...own,
    },
  });
  const url = await listening(child);
  await until(`${url}/ping`);
  return {
    kind,
    url,
    pid: child.pid ?? 0,
    databaseUrl,
    stop: async () => {
      const gone = once(child, 'close');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Runs one of the product's own commands on a database. Throws what it says when it fails. */
export async function runCommand(name: 'migrate' | 'seed', databaseUrl: string): Promise<void> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, ...production };
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
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await fetch(url).catch(() => null))?.status === 200) return;
    await sleep(25);
  }
  throw new Error(`${url} did not answer`);
}
