import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkHistory, type Operation, type Write } from '../../support/check-history.js';
import { type Registers, runHistory } from '../../support/run-history.js';

const initial = new Map([['a', { token: 'w0', part: 1 }]]);
const write = (n: number, begun: number, ended: number | null, outcome: Write['outcome'] = 'acknowledged'): Write => ({
  kind: 'write',
  key: 'a',
  value: { token: `w${n}`, part: n },
  begun,
  ended,
  outcome,
});
const read = (token: string, part: number, begun: number, ended: number): Operation => ({
  kind: 'read',
  key: 'a',
  value: { token, part },
  begun,
  ended,
});

test.for([
  ['a read of a refused write', [write(2, 1, 3, 'refused'), read('w2', 2, 2, 4)], /aborted/],
  ['a read of two halves', [write(2, 1, 3), read('w2', 9, 2, 4)], /intermediate/],
  ['a read of what nobody wrote', [read('w9', 9, 2, 4)], /nobody/],
  ['a read of the future', [read('w2', 2, 1, 2), write(2, 3, 4)], /nobody/],
  ['a lost write', [write(2, 1, 2), read('w0', 1, 3, 4)], /lost/],
  ['a write that comes back', [write(2, 1, 2), write(3, 3, 4), read('w2', 2, 5, 6)], /lost/],
] as const)('%s is found', ([, history, problem]) => {
  expect(checkHistory(history, initial)).toEqual([expect.stringMatching(problem)]);
});

test('what may happen is not found: reads beside a write, unknown writes that take effect late or never', () => {
  const history = [
    write(2, 1, 5),
    read('w0', 1, 2, 4),
    read('w2', 2, 2, 4),
    write(3, 6, null, 'unknown'),
    read('w2', 2, 8, 9),
    write(4, 10, 11),
    read('w3', 3, 12, 13),
    read('w4', 4, 14, 15),
  ];

  expect(checkHistory(history, initial)).toEqual([]);
});

/** One connection for everybody, as SQLite without the write gate: who reads while a transaction waits reads inside it. */
function dirtyRegisters(keys: readonly string[], gap: () => Promise<unknown>): Registers {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE records (key TEXT PRIMARY KEY, token TEXT, part INTEGER)');
  for (const key of keys) db.prepare(`INSERT INTO records VALUES (?, 'w0', 1)`).run(key);
  let queue: Promise<unknown> = Promise.resolve();
  const inTransaction = async (key: string, token: string, part: number, fails: boolean) => {
    db.exec('BEGIN');
    db.prepare('UPDATE records SET token = ? WHERE key = ?').run(token, key);
    await gap();
    db.prepare('UPDATE records SET part = ? WHERE key = ?').run(part, key);
    await gap();
    db.exec(fails ? 'ROLLBACK' : 'COMMIT');
    return fails ? ('refused' as const) : ('acknowledged' as const);
  };
  return {
    keys,
    write: (key, { token, part }, fails) => {
      const turn = queue.then(() => inTransaction(key, token, part, fails));
      queue = turn;
      return turn;
    },
    read: async (key) => {
      await sleep(1);
      return (
        db
          .prepare<[string], { token: string; part: number }>('SELECT token, part FROM records WHERE key = ?')
          .get(key) ?? { token: '', part: 0 }
      );
    },
  };
}

test('the clients and the checker find planted dirty reads, and nothing where there are none', async () => {
  const keys = ['a', 'b'];
  const before = new Map(keys.map((key) => [key, { token: 'w0', part: 1 }]));

  const dirty = checkHistory(
    await runHistory(
      dirtyRegisters(keys, () => sleep(2)),
      6,
      500,
    ),
    before,
  );
  const clean = checkHistory(
    await runHistory(
      dirtyRegisters(keys, async () => {}),
      6,
      300,
    ),
    before,
  );

  expect(dirty.some((problem) => problem.includes('aborted'))).toBe(true);
  expect(dirty.some((problem) => problem.includes('intermediate'))).toBe(true);
  expect(clean).toEqual([]);
});
