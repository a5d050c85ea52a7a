import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { createDeps, type Deps } from '../deps.js';
import { keptSessions } from '../http/kept-sessions.js';
import {
  changedAdminBody,
  createAdmin,
  endAdminSessions,
  findAdmin,
  listSessions,
  newAdminBody,
  updateAdmin,
} from '../modules/admins/index.js';
import { operator } from '../modules/identity/index.js';
import { OperatorError } from '../shared/operator-error.js';
import { run } from './run.js';

const USAGE = `usage: npm run admin -- <what>
  create --name <name> --email <e-mail> --username <username> [--password-stdin]
  reset-password <username or e-mail> [--password-stdin]
  sessions [<username or e-mail>]
  end-sessions <username or e-mail>`;

type Arguments = ReturnType<typeof readArguments>;

const commands: Record<string, (deps: Deps, args: Arguments) => Promise<void>> = {
  create: async (deps, { values }) => {
    const { password, told } = await choosePassword(values['password-stdin']);
    const { name, email, username } = values;
    const made = await createAdmin(deps, operator, parse(newAdminBody, { name, email, username, password }));
    console.log(`made ${made.username}, ${told}`);
  },
  'reset-password': async (deps, { account, values }) => {
    const { id, username } = await findAdmin(deps.db, required(account));
    const { password, told } = await choosePassword(values['password-stdin']);
    await updateAdmin(deps, operator, id, parse(changedAdminBody.required({ password: true }), { password }));
    console.log(`${username}: ${told}; all sessions ended`);
  },
  sessions: async (deps, { account }) => {
    const id = account === undefined ? undefined : (await findAdmin(deps.db, account)).id;
    const sessions = await listSessions(deps.db, await keptSessions(deps), id);
    for (const { account: name, loggedInAt, endsAt } of sessions) {
      console.log(`${name}  since ${loggedInAt.toISOString()}  ends ${endsAt.toISOString()} unless used`);
    }
    console.log(`${sessions.length} in all`);
  },
  'end-sessions': async (deps, { account }) => {
    const { id, username } = await findAdmin(deps.db, required(account));
    await endAdminSessions(deps, operator, id);
    console.log(`${username}: all sessions ended`);
  },
};

// npm run admin -- create | reset-password | sessions | end-sessions
await run(async (config) => {
  const args = readArguments();
  const command = commands[args.what];
  if (!command) throw new OperatorError(USAGE);
  const deps = createDeps({ ...config, logLevel: 'silent' });
  try {
    await command(deps, args);
  } finally {
    await deps.close();
  }
});

function readArguments() {
  const word = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { name: word, email: word, username: word, 'password-stdin': { type: 'boolean', default: false } },
  });
  const [what = '', account, ...more] = positionals;
  if (more.length > 0) throw new OperatorError(USAGE);
  return { what, account, values };
}

function required(account: string | undefined): string {
  if (account === undefined) throw new OperatorError(USAGE);
  return account;
}

// Never an argument: those stand in the list of processes and in the shell's history.
async function choosePassword(fromStdin: boolean): Promise<{ password: string; told: string }> {
  if (fromStdin)
    return { password: (await text(process.stdin)).replace(/\r?\n$/, ''), told: 'with the password given' };
  const password = randomBytes(15).toString('base64url');
  return { password, told: `password ${password} (shown this once)` };
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new OperatorError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'));
}
