import { setTimeout as sleep } from 'node:timers/promises';

/** More tries than this do not wait for one counter: they are refused at once. */
const WAITING_MOST = 50;

/**
 * The tries of this process that are under way, by counter, and those that wait for one of them to end. A counter holds tries
 * before their outcome is known: who finds it full only of such tries may still get in when they succeed.
 */
export class PendingTries {
  readonly #underWay = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  begin(key: string): void {
    this.#underWay.set(key, (this.#underWay.get(key) ?? 0) + 1);
  }

  end(key: string): void {
    const left = (this.#underWay.get(key) ?? 1) - 1;
    if (left > 0) this.#underWay.set(key, left);
    else this.#underWay.delete(key);
    this.wakeNext(key);
  }

  /** `again` when it is worth looking again; `vain` at once when nothing is under way or too many wait; `late` after so long. */
  async wait(key: string, milliseconds: number): Promise<'again' | 'vain' | 'late'> {
    const waiting = this.#waiting.get(key) ?? [];
    if (!this.#underWay.has(key) || waiting.length >= WAITING_MOST) return 'vain';
    const timer = new AbortController();
    let wake = () => {};
    const woken = new Promise<true>((resolve) => {
      wake = () => resolve(true);
    });
    waiting.push(wake);
    this.#waiting.set(key, waiting);
    const inTime = await Promise.race([woken, sleep(milliseconds, false, { signal: timer.signal })]);
    timer.abort();
    if (!inTime) this.#giveUp(key, wake);
    return inTime ? 'again' : 'late';
  }

  #giveUp(key: string, wake: () => void): void {
    const left = this.#waiting.get(key)?.filter((other) => other !== wake) ?? [];
    if (left.length > 0) this.#waiting.set(key, left);
    else this.#waiting.delete(key);
  }

  /** Whoever was woken and does not get in wakes the next, so that nobody waits for nothing. */
  wakeNext(key: string): void {
    const waiting = this.#waiting.get(key);
    const next = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(key);
    next?.();
  }
}
