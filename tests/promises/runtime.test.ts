import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { postJson } from '../support/over-http.js';
import { freePort } from '../support/postgres.js';
import { notRun, promise, promiseByHand } from '../support/promises/promise.js';
import { seededDatabase } from '../support/raw-database.js';
import { emptyFolder, productionEnvironment, startServer, statusOf } from '../support/server-process.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

promiseByHand(
  55,
  { title: 'versions are exact, install scripts are from the list', on: ['none'] },
  async (_on, { figure }) => {
    const { dependencies, devDependencies, allowScripts } = json('package.json');
    const { packages } = json('package-lock.json') as {
      packages: Record<string, { hasInstallScript?: true; integrity?: string; optional?: true }>;
    };
    const versions = Object.entries({ ...dependencies, ...devDependencies } as Record<string, string>);
    const locked = Object.entries(packages).filter(([path]) => path !== '');
    // Ready-made programs for other platforms are optional; the lock file names some of them without their digest.
    const undigested = locked.filter(([, one]) => !one.integrity?.startsWith('sha512-'));
    const scripts = locked
      .filter(([, one]) => one.hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1) ?? '');

    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
    expect(undigested.filter(([, one]) => !one.optional).map(([path]) => path)).toEqual([]);
    expect(scripts.filter((name) => !(name in allowScripts) && name !== 'fsevents')).toEqual([]);
    figure('packages', locked.length);
    figure('of other platforms without a digest', undigested.length);
  },
);

const SECRETS =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abpr]-[0-9A-Za-z-]{20,}/;

promiseByHand(55, { title: 'no secret is in the tree or its history', on: ['none'] }, async (_on, { figure, skip }) => {
  if (!existsSync(join(root, '.git'))) skip('not a clone: there is no history');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 });

  expect(SECRETS.exec(git('log', '-p', '--all', '--', '.', ':!package-lock.json'))?.[0]).toBeUndefined();
  expect(git('log', '--all', '--name-only', '--format=', '--', '.env', 'data', '*.pem', '*.db').trim()).toBe('');
  figure('commits', Number(git('rev-list', '--all', '--count')));
});

const NOT_SERVED = [
  '/.env',
  '/.git/config',
  '/%2egit/config',
  '/../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/package.json',
  '/package-lock.json',
  '/src/app.ts',
  '/dist/main.js',
  '/dist/main.js.map',
  '/prisma/schema.prisma',
  '/data/fabclean.db',
  '/node_modules/express/package.json',
];

promise(56, { title: 'no setting, source, map or history is served' }, async ({ http }, { figure }) => {
  for (const path of NOT_SERVED) {
    const { status, text } = await http.get(path);
    expect(status, path).toBe(404);
    expect(text, path).toMatch(/^\{"error":"Not found"/);
  }
  figure('paths', NOT_SERVED.length);
});

const NOBODY = 65_534;

promiseByHand(
  56,
  { title: 'it runs as nobody from a read-only tree of npm ci --omit=dev', long: true, on: ['sqlite'] },
  async (_on, { skip }) => {
    const tree = emptyFolder();
    for (const part of ['.npmrc', 'package.json', 'package-lock.json', 'prisma', 'src', 'public', 'tsconfig.json']) {
      cpSync(join(root, part), join(tree, part), { recursive: true });
    }
    const npm = (...args: string[]) => execFileSync('npm', args, { cwd: tree, stdio: 'pipe', encoding: 'utf8' });
    try {
      npm('ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund');
    } catch (error) {
      skip(`npm ci could not fetch: ${(error as { stderr?: string }).stderr?.split('\n')[0]}`);
    }
    npm('run', 'build');
    expect(existsSync(join(tree, 'node_modules/vitest'))).toBe(false);
    expect(existsSync(join(tree, 'node_modules/prisma'))).toBe(false);
    expect(megabytesIn(join(tree, 'node_modules'))).toBeLessThanOrEqual(330);
    const state = join(emptyFolder(), 'state');
    mkdirSync(state);
    execFileSync('chmod', ['-R', 'a-w,a+rX', tree]);
    onTestFinished(() => void execFileSync('chmod', ['-R', 'u+w', tree]));
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(state, NOBODY, NOBODY);
    chmodSync(join(state, '..'), 0o755);
    const asNobody = { cwd: tree, ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}) };
    const writing = spawnSync(process.execPath, ['-e', "fs.writeFileSync('dist/new', '')"], asNobody);
    expect(String(writing.stderr)).toContain('EACCES');
    const port = await freePort();
    const server = spawn(process.execPath, ['dist/commands/start.js'], {
      ...asNobody,
      env: {
        ...productionEnvironment,
        HOST: '127.0.0.1',
        PORT: `${port}`,
        DATABASE_URL: `file:${join(state, 'fabclean.db')}`,
      },
      stdio: 'ignore',
    });
    onTestFinished(() => void server.kill('SIGKILL'));

    await expect.poll(() => statusOf(`http://127.0.0.1:${port}/readyz`), { timeout: 30_000 }).toBe(200);
    expect(await statusOf(`http://127.0.0.1:${port}/api/services`)).toBe(200);
    const placed = await postJson(`http://127.0.0.1:${port}/api/orders`, anOrderBody());
    expect(placed.status).toBe(201);
    const { order } = placed.body as { order: { id: string } };
    expect(await statusOf(`http://127.0.0.1:${port}/qr/${order.id}.png`)).toBe(200);
    server.kill('SIGTERM');
    expect((await once(server, 'exit'))[0]).toBe(0);
  },
);

notRun(56, 'mutation tests kill 80 %', 'npm run test:mutation: takes longer than all promises together');

/** On the disk, as `du` counts. */
function megabytesIn(folder: string): number {
  return Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
}

const PLANT = `process.on('SIGUSR2', () => setImmediate(() => { throw new Error('planted for canary.person59@example.com'); }));`;

promiseByHand(59, { title: 'a truly unexpected exception is logged, drained, and ends with 1' }, async (on) => {
  const { url, folder } = await seededDatabase(on);
  writeFileSync(join(folder, 'plant.cjs'), PLANT);
  const env = { ...productionEnvironment, DATABASE_URL: url, NODE_OPTIONS: `--require ${join(folder, 'plant.cjs')}` };
  const server = await startServer('main', folder, env);

  server.signal('SIGUSR2');
  const { code, signal, stdout, stderr } = await server.finished;

  expect({ code, signal }).toEqual({ code: 1, signal: null });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: number; msg: string });
  expect(lines.filter(({ level }) => level === 60).map(({ msg }) => msg)).toEqual(['uncaught error']);
  expect(lines.at(-1)?.msg).toBe('stopped');
  expect(stdout + stderr).not.toContain('canary.person59');
});

promise(59, { title: 'no request ends the process', own: true }, async (server, { figure, scaled }) => {
  const { pid } = server;
  const bodies = ['{', '[]', 'null', '""', '0', '{"__proto__":1}', '\u0000', `{"a":${'['.repeat(5_000)}`];
  const paths = [
    '/api/orders',
    '/auth/login',
    '/auth/signup',
    '/admin/login',
    '/worker/scan',
    '/%',
    '/%ff',
    '//',
    '/a%00b',
  ];
  let sent = 0;
  for (let round = 0; round < scaled(3); round += 1) {
    for (const path of paths) {
      for (const body of bodies) {
        const { status } = await server.http.post(path).type('json').send(body);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        sent += 1;
      }
    }
  }

  expect((await server.http.get('/ping')).status).toBe(200);
  expect(server.pid).toBe(pid);
  expect(server.isRunning()).toBe(true);
  expect(server.log().filter(({ msg }) => msg === 'uncaught error')).toEqual([]);
  figure('requests', sent);
});
