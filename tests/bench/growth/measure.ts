import { median } from '../measure/spread.js';
import type { Request, Scenario } from './scenarios.js';
import { send } from './send.js';
import type { Side } from './sides.js';

export type Growth = {
  database: string;
  scenario: string;
  budget: number;
  small: number;
  large: number;
  /** Rows of a list on both sides: growth is only told of pages alike. */
  rows: [number | null, number | null];
  ratio: number;
};

const WARM_UP = 10;
/** One look at a scenario takes no longer than this, however slow. */
const LONGEST_MS = 6_000;
/** Looks at what seems to miss its budget: a neighbour of the machine's is gone at the next. */
const LOOKS = 3;

type Requests = (turn: number) => Request;
type Times = [number[], number[]];

/** Sends the same kind of request to both sides in turns, one at a time, and compares the medians of how long they took. */
export async function measureGrowth(
  database: string,
  scenario: Scenario,
  sides: [Side, Side],
  turns: number,
): Promise<Growth> {
  const { name, budget } = scenario;
  const rows: Growth['rows'] = [null, null];
  let best: Growth | undefined;
  for (let looked = 0; looked < LOOKS && !(best && best.ratio <= budget); looked += 1) {
    const most = Math.min(turns, scenario.turns ?? turns);
    const requests: [Requests, Requests] = [
      await requestsOf(scenario, sides[0], most),
      await requestsOf(scenario, sides[1], most),
    ];
    const [small, large] = (await takeTurns(sides, requests, most, rows)).map(median) as [number, number];
    const ratio = large / small;
    if (!best || ratio < best.ratio) best = { database, scenario: name, budget, small, large, rows, ratio };
  }
  if (!best) throw new Error(`${name} was not measured`);
  return best;
}

async function takeTurns(
  sides: [Side, Side],
  requests: [Requests, Requests],
  most: number,
  rows: Growth['rows'],
): Promise<Times> {
  const times: Times = [[], []];
  const warmUp = Math.min(WARM_UP, most >> 2);
  const endsAt = performance.now() + LONGEST_MS;
  for (let turn = 0; turn < most && (turn < warmUp + 5 || performance.now() < endsAt); turn += 1) {
    // Who goes first changes, so that neither always finds the machine as the other left it.
    for (const which of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const { body, milliseconds } = await send(sides[which].target, requests[which](turn));
      if (Array.isArray(body)) rows[which] = body.length;
      if (turn >= warmUp) times[which].push(milliseconds);
    }
  }
  return times;
}

async function requestsOf(scenario: Scenario, side: Side, turns: number): Promise<Requests> {
  const { prepare, request } = scenario;
  if (request) return (turn) => request(side, turn);
  const laidOut = (await prepare?.(side, turns)) ?? [];
  return (turn) => {
    const next = laidOut[turn];
    if (!next) throw new Error(`${scenario.name} laid out ${laidOut.length} requests, and is asked for one more`);
    return next;
  };
}
