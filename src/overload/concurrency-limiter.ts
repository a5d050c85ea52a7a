import { AppError } from '../shared/app-error.js';
import { isLoopBusy } from './busy-loop.js';
import { Lane, type LaneOptions } from './lane.js';
import type { Waiter } from './line.js';
import { Permit } from './permit.js';

/** More than so many of one lane do not wait: of the client that has most, the newest is refused. */
const WAITING_MOST = 1_000;

/** A lane that yields rests so many times as long as its work took: it gets a tenth of what the first lane gets, at most. */
const REST = 10;

/** Between two requests of people at work there is a moment in which nothing of theirs is here. */
const AT_WORK_MS = 50;

type Options<Name extends string> = {
  /** In the order in which they are served. */
  lanes: Record<Name, LaneOptions>;
  /** How many of all lanes together; without, as many as the lanes have room for. */
  most?: number;
  /** How long somebody may wait. */
  waitMs: number;
  /** What whoever would wait longer is told. */
  refusal?: () => AppError;
};

/**
 * Lets so many requests be worked on at once, lane by lane: whoever waits in an earlier lane goes first, and within a lane clients take
 * turns. All that have come are read before the next is let in, so that the order holds also where one request keeps the event loop.
 */
export class ConcurrencyLimiter<Name extends string> {
  readonly #lanes: Record<Name, Lane>;
  readonly #inOrder: Lane[];
  readonly #first: Lane;
  readonly #most: number;
  readonly #waitMs: number;
  readonly #refusal: () => AppError;
  #isDue = false;
  #wakeUp: NodeJS.Timeout | undefined;

  constructor({ lanes, most = Number.POSITIVE_INFINITY, waitMs, refusal = overloaded }: Options<Name>) {
    const made = Object.entries<LaneOptions>(lanes).map(([name, options]) => [name, new Lane(options)] as const);
    this.#lanes = Object.fromEntries(made) as Record<Name, Lane>;
    this.#inOrder = made.map(([, lane]) => lane);
    this.#first = this.#inOrder[0] ?? new Lane({ most: 0 });
    this.#most = most;
    this.#waitMs = waitMs;
    this.#refusal = refusal;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#inOrder.reduce((sum, { line }) => sum + line.size, 0);
  }

  /** A permit for the client's work, which has waited so long elsewhere. Rejects with the refusal. */
  async enter(name: Name, client: string, waitedMs = 0): Promise<Permit> {
    const lane = this.#lanes[name];
    lane.noteArrival(this.#waitMs);
    await this.#turn(lane, client, waitedMs);
    return new Permit({
      free: () => this.#free(lane),
      take: () => {
        lane.taken += 1;
      },
      turn: () => this.#turn(lane, client, 0),
      done: (heldMs) => {
        const isOver = this.#mustYield(lane) ? performance.now() + Math.min(heldMs * REST, this.#waitMs) : 0;
        lane.restsUntil = Math.max(lane.restsUntil, isOver);
      },
    });
  }

  #turn(lane: Lane, client: string, waitedMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const refuse = () => reject(this.#refusal());
      const since = performance.now() - waitedMs;
      const leave = () => {
        if (lane.line.remove(waiter)) refuse();
      };
      const timer = setTimeout(leave, Math.max(0, lane.patienceMs(this.#waitMs) - waitedMs));
      const waiter: Waiter = {
        client,
        since,
        letIn: () => {
          clearTimeout(timer);
          lane.taken += 1;
          resolve();
        },
        refuse: () => {
          clearTimeout(timer);
          refuse();
        },
      };
      lane.line.add(waiter);
      if (lane.line.size > WAITING_MOST) lane.line.shed()?.refuse();
      this.#letInSoon();
    });
  }

  #free(lane: Lane): void {
    lane.taken -= 1;
    this.#letInSoon();
  }

  #letInSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      this.#letIn();
    });
  }

  // One at a time: what it does at once is done before the next is chosen, and what has come meanwhile is read.
  #letIn(): void {
    if (this.#first.isActive) this.#first.lastSeen = performance.now();
    const lane = this.#isFull() ? undefined : this.#inOrder.find((each) => this.#mayEnter(each));
    const waiter = lane?.line.next();
    if (lane && waiter) {
      if (performance.now() - waiter.since > lane.patienceMs(this.#waitMs)) waiter.refuse();
      else waiter.letIn();
      this.#letInSoon();
    } else {
      this.#lookAgainAfterRest();
    }
  }

  #isFull(): boolean {
    return this.#inOrder.reduce((sum, { taken }) => sum + taken, 0) >= this.#most;
  }

  #mayEnter(lane: Lane): boolean {
    if (lane.line.size === 0 || lane.taken >= lane.options.most) return false;
    return !this.#mustYield(lane) || (lane.taken === 0 && performance.now() >= lane.restsUntil);
  }

  #mustYield({ options }: Lane): boolean {
    if (!options.yields) return false;
    const isAtWork = this.#first.isActive || performance.now() - this.#first.lastSeen < AT_WORK_MS;
    return isAtWork && isLoopBusy();
  }

  #lookAgainAfterRest(): void {
    if (this.#wakeUp || !this.#inOrder.some(({ options, line }) => options.yields && line.size > 0)) return;
    this.#wakeUp = setTimeout(() => {
      this.#wakeUp = undefined;
      this.#letIn();
    }, AT_WORK_MS);
  }
}

export function overloaded(): AppError {
  return new AppError('unavailable', 'server.overloaded', 'Too many requests at once');
}
