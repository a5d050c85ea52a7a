/** More tries than this do not wait for one counter: they are refused at once. */
const WAITING_MOST = 100;

/**
 * The tries of this process that are under way, by counter, and those that wait for one of them to end. A counter holds tries
 * before their outcome is known: who finds it full only of such tries may still get in when they succeed.
 */
export class Turns {
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

  /** Resolves with true when it is worth looking again; with false at once when nothing is under way, or too many wait. */
  async wait(key: string): Promise<boolean> {
    const waiting = this.#waiting.get(key) ?? [];
    if (!this.#underWay.has(key) || waiting.length >= WAITING_MOST) return false;
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      this.#waiting.set(key, waiting);
    });
    return true;
  }

  /** Whoever was woken and does not get in wakes the next, so that nobody waits for nothing. */
  wakeNext(key: string): void {
    const waiting = this.#waiting.get(key);
    const next = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(key);
    next?.();
  }
}
