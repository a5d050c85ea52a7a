import type { Round } from './load.js';
import { cpuSeconds, cpuSecondsAtRest, residentMiB } from './process-usage.js';
import { type Spread, spreadOf } from './spread.js';
import type { Target } from './targets.js';

export type Timed = <T>(kind: string, work: () => Promise<T>) => Promise<T>;

/**
 * So many clerks who each do `turn` again and again, for `seconds` or until `turns` are done by all together; what they time is told
 * by kind. A turn that has begun is finished, and counts.
 */
export async function closedLoop(
  target: Target,
  clerks: number,
  until: { seconds: number } | { turns: number },
  turn: (timed: Timed, clerk: number) => Promise<void>,
): Promise<Round & { kinds: Record<string, Spread> }> {
  const latencies = new Map<string, number[]>();
  const timed: Timed = async (kind, work) => {
    const startedAt = performance.now();
    const result = await work();
    const known = latencies.get(kind) ?? [];
    latencies.set(kind, known);
    known.push(performance.now() - startedAt);
    return result;
  };
  const cpuBefore = cpuSeconds(target.pid);
  const startedAt = performance.now();
  let begun = 0;
  const goesOn = () => ('turns' in until ? begun < until.turns : performance.now() - startedAt < until.seconds * 1_000);
  const clerk = async (number: number) => {
    while (goesOn()) {
      begun += 1;
      await turn(timed, number);
    }
  };
  await Promise.all(Array.from({ length: clerks }, (_, number) => clerk(number)));
  const seconds = (performance.now() - startedAt) / 1_000;
  const all = spreadOf([...latencies.values()].flat());
  return {
    perSecond: all.count / seconds,
    p50: all.p50,
    p99: all.p99,
    cpuMs: (((await cpuSecondsAtRest(target.pid)) - cpuBefore) * 1_000) / all.count,
    rssMiB: residentMiB(target.pid),
    kinds: Object.fromEntries([...latencies].map(([kind, some]) => [kind, spreadOf(some)])),
  };
}
