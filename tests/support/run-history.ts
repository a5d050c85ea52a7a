import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation, Read, Value, Write } from './check-history.js';

/** Records that can be set and read, each of them in one step for everybody. */
export type Registers = {
  keys: readonly string[];
  /** Sets a record, or tries what must be refused after it has begun. Throws when no answer came. */
  write: (key: string, value: Value, fails: boolean) => Promise<'acknowledged' | 'refused'>;
  /** Throws when no answer came. */
  read: (key: string) => Promise<Value>;
};

/** Clients that set and read records at random for so long, a fifth of the writes ones that fail. Answers what each of them saw. */
export async function runHistory(registers: Registers, clients: number, milliseconds: number): Promise<Operation[]> {
  const history: Operation[] = [];
  const until = performance.now() + milliseconds;
  let serial = 0;
  const write = async (key: string): Promise<Write> => {
    serial += 1;
    const value = { token: `w${serial}`, part: 1 + (serial % 900) };
    const begun = performance.now();
    try {
      const outcome = await registers.write(key, value, Math.random() < 0.2);
      return { kind: 'write', key, value, begun, ended: performance.now(), outcome };
    } catch {
      return { kind: 'write', key, value, begun, ended: null, outcome: 'unknown' };
    }
  };
  const read = async (key: string): Promise<Read | null> => {
    const begun = performance.now();
    const value = await registers.read(key).catch(() => null);
    return value && { kind: 'read', key, value, begun, ended: performance.now() };
  };
  const client = async () => {
    while (performance.now() < until) {
      const key = registers.keys[Math.floor(Math.random() * registers.keys.length)] ?? '';
      const done = await (Math.random() < 0.4 ? write(key) : read(key));
      if (done) history.push(done);
      // Nobody answered: a server is away, and as good as hammered.
      if (!done || done.ended === null) await sleep(50);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  for (const key of registers.keys) {
    const last = await read(key);
    if (last) history.push(last);
  }
  return history;
}
