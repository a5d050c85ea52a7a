/** What a record was set to: a text no other write has, and a part that must always be seen with it. */
export type Value = { token: string; part: number };
export type Write = {
  kind: 'write';
  key: string;
  value: Value;
  begun: number;
  /** When its answer came; null when none did. */
  ended: number | null;
  /** `unknown` had no answer: it may have happened, then or later, or never. */
  outcome: 'acknowledged' | 'refused' | 'unknown';
};
export type Read = { kind: 'read'; key: string; value: Value; begun: number; ended: number };
export type Operation = Write | Read;

/**
 * What in a history of registers cannot have happened in a sound database, one sentence for each find: a read of a refused write
 * (aborted), of half a write (intermediate), of what nobody wrote, or of what an acknowledged write had replaced before (lost).
 * `initial` is what each record holds before the first operation.
 */
export function checkHistory(history: readonly Operation[], initial: ReadonlyMap<string, Value>): string[] {
  const writes = new Map<string, Write[]>();
  for (const [key, value] of initial) writes.set(key, [beforeAll(key, value)]);
  for (const one of history) if (one.kind === 'write') writes.get(one.key)?.push(one);
  const reads = history.filter((one) => one.kind === 'read');
  return reads.flatMap((read) => problemOf(read, writes.get(read.key) ?? []) ?? []);
}

function beforeAll(key: string, value: Value): Write {
  const [begun, ended] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return { kind: 'write', key, value, begun, ended, outcome: 'acknowledged' };
}

function problemOf(read: Read, writes: readonly Write[]): string | null {
  const seen = `${read.key}: ${read.value.token}`;
  const source = writes.find(({ value }) => value.token === read.value.token);
  if (!source || source.begun > read.ended) return `${seen} was read and nobody had written it`;
  if (source.outcome === 'refused') return `${seen} was read, an aborted write`;
  if (source.value.part !== read.value.part)
    return `${seen} was read with a part of another write, an intermediate state`;
  const sourceEnd = source.ended ?? Number.POSITIVE_INFINITY;
  const later = writes.find(
    ({ outcome, begun, ended }) =>
      outcome === 'acknowledged' && ended !== null && begun > sourceEnd && ended < read.begun,
  );
  return later ? `${seen} was read after ${later.value.token} had replaced it: a lost write` : null;
}
