import type { Tx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { type TransactionHooks, withHooks } from '../../db/transaction-hooks.js';
import type { Deps } from '../../deps.js';
import { AppError } from '../../shared/app-error.js';
import { Reply } from '../reply.js';
import { type KeySecrets, keySecrets } from './key-secrets.js';

/** How long an answer can be asked for again; then its row is removed with everything else that has expired. */
const KEPT_MS = 24 * 3_600_000;

/** Characters of JSON. What is larger is still done only once, but cannot be told again. */
const LARGEST_KEPT = 1_048_576;

type KeyDeps = Pick<Deps, 'db' | 'clock'>;

/** A request with a key: who sent it, what it asks for, the status of its answer, and the fields of it that are kept nowhere. */
export type KeyedRequest = { caller: string; key: string; asked: string; status: number; toldOnce: readonly string[] };

/** Somebody with this key was faster. Never reaches a client: what became of theirs does. */
class KeyTaken extends Error {}

/**
 * Does `work` once for each key of a caller; later requests with the key get the answer of that one, without what is told once. The
 * key is stored in the transaction of the work: both are there or neither. Throws `idempotency.other_request` when the key came with another request
 * before, and what `work` throws, which leaves the key unused.
 */
export async function answerOnce(deps: KeyDeps, keyed: KeyedRequest, work: () => Promise<unknown>): Promise<unknown> {
  const secrets = keySecrets(keyed.caller, keyed.key);
  const requestHash = secrets.hash(keyed.asked);
  const earlier = await findAnswer(deps, secrets, requestHash);
  if (earlier) return earlier;
  const hooks = keeping(deps, secrets, requestHash, keyed);
  try {
    await withHooks(hooks, work);
  } catch (error) {
    // Whoever was faster made this one fail, by the key or by what they created. So did our own commit, if its news got lost.
    const other = await findAnswer(deps, secrets, requestHash);
    if (other) return other;
    throw error instanceof KeyTaken ? inProgress() : error;
  }
  return hooks.answer();
}

/** Stores the key before anything else happens, so that a second request waits or fails there, and the answer when all is done. */
function keeping(
  deps: KeyDeps,
  { id, seal }: KeySecrets,
  requestHash: string,
  { status, toldOnce }: Pick<KeyedRequest, 'status' | 'toldOnce'>,
) {
  const kept: { answer?: unknown } = {};
  return {
    begin: async (tx: Tx) => {
      const createdAt = deps.clock.now();
      const expiresAt = new Date(createdAt.getTime() + KEPT_MS);
      try {
        await tx.idempotencyKey.create({
          data: { id, requestHash, status, createdAt, expiresAt },
          select: { id: true },
        });
      } catch (error) {
        if (isUniqueViolation(error)) throw new KeyTaken();
        throw error;
      }
    },
    end: async (tx: Tx, answer: unknown) => {
      kept.answer = answer;
      const text = JSON.stringify(without(answer, toldOnce));
      if (text.length > LARGEST_KEPT) return;
      await tx.idempotencyKey.update({ where: { id }, data: { answer: seal(text) }, select: { id: true } });
    },
    /** What the transaction answered: the first answer is the kept one. */
    answer: () => {
      if (!('answer' in kept)) throw new Error('a request with a key was answered without a transaction');
      return kept.answer;
    },
  } satisfies TransactionHooks & { answer: () => unknown };
}

async function findAnswer(deps: KeyDeps, { id, open }: KeySecrets, requestHash: string): Promise<Reply | null> {
  const row = await deps.db.idempotencyKey.findUnique({ where: { id } });
  if (!row) return null;
  if (row.expiresAt <= deps.clock.now()) {
    await deps.db.idempotencyKey.deleteMany({ where: { id, expiresAt: row.expiresAt } });
    return null;
  }
  if (row.requestHash !== requestHash) {
    throw new AppError('unprocessable', 'idempotency.other_request', 'This key was used for another request');
  }
  if (row.answer === null) {
    throw new AppError('conflict', 'idempotency.answer_not_kept', 'Done before; its answer was too large to keep');
  }
  return new Reply(JSON.parse(open(row.answer)), { 'Idempotency-Replayed': 'true' });
}

function without(answer: unknown, names: readonly string[]): unknown {
  if (names.length === 0 || typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !names.includes(name)));
}

function inProgress(): AppError {
  return new AppError('conflict', 'idempotency.in_progress', 'A request with this key is still under way');
}
