import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { select } from './raw-database.js';

const run = promisify(execFile);

/** Why PostgreSQL's own dump programs cannot be used here; null when they can. */
export async function whyNoDump(url: string): Promise<string | null> {
  try {
    const { stdout } = await run('pg_dump', ['--version']);
    const ours = Number(/(\d+)/.exec(stdout)?.[1]);
    const [server] = await select(url, 'SHOW server_version_num');
    const theirs = Math.floor(Number(server?.['server_version_num']) / 10_000);
    return ours >= theirs ? null : `pg_dump ${ours} is older than the server, ${theirs}`;
  } catch {
    return 'pg_dump is not installed';
  }
}

/** The two steps of the README's page on backups. */
export async function dumpAndRestore(from: string, to: string, file: string): Promise<void> {
  await run('pg_dump', ['--format=custom', `--file=${file}`, from]);
  await run('pg_restore', ['--no-owner', '--exit-on-error', '--single-transaction', `--dbname=${to}`, file]);
}
