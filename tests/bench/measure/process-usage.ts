import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_A_SECOND = 100;

/** CPU seconds this process has used so far, user and system, with its threads; NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  const text = read(`/proc/${pid}/stat`);
  // The name in parentheses may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

const LOOK_MS = 100;
const PATIENCE_MS = 15_000;

/**
 * CPU seconds used so far, once the process rests: what it put off, such as pictures of orders, belongs to the requests it came from,
 * and must not take the time of whoever is measured next.
 */
export async function cpuSecondsAtRest(pid: number): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let used = cpuSeconds(pid); ; ) {
    await sleep(LOOK_MS);
    const now = cpuSeconds(pid);
    if (!(now - used > 1 / TICKS_A_SECOND) || performance.now() > deadline) return now;
    used = now;
  }
}

/** Resident memory in MiB; NaN where there is no /proc. */
export function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
