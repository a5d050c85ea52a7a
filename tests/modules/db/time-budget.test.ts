import { afterEach, expect, test, vi } from 'vitest';
import { chargeWaiting, inTime, TimeBudget } from '../../../src/db/time-budget.js';

afterEach(() => vi.restoreAllMocks());

/** The clock that the code under test reads, moved by hand. */
function aClock() {
  let now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return {
    pass: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test('the statements of a request use up one time together, and then none is sent any more', async () => {
  const clock = aClock();
  const given: number[] = [];
  const statement = (milliseconds: number) =>
    inTime(9_999, async (leftMs) => {
      given.push(leftMs);
      await clock.pass(milliseconds);
    });

  await new TimeBudget(1_000).run(async () => {
    await statement(300);
    await clock.pass(5_000);
    await statement(700);
    await expect(statement(1)).rejects.toMatchObject({ cause: { kind: 'SocketTimeout' } });
  });

  expect(given).toEqual([1_000, 700]);
});

test('what a request waited in a line is taken off its time, half of it at most', async () => {
  aClock();
  const left: number[] = [];
  const look = () => inTime(9_999, async (leftMs) => void left.push(leftMs));

  for (const waitedMs of [0, 300, 500, 20_000]) {
    await new TimeBudget(1_000).run(async () => {
      chargeWaiting(waitedMs);
      await look();
    });
  }
  chargeWaiting(300);
  await look();

  expect(left).toEqual([1_000, 700, 500, 500, 9_999]);
});

test('statements that wait at the same time count once', async () => {
  const clock = aClock();
  const budget = new TimeBudget(1_000);

  await budget.run(async () => {
    await inTime(9_999, () => inTime(9_999, () => clock.pass(400)));
  });

  expect(budget.leftMs()).toBe(600);
});

test('outside of a request, and after its answer, each statement has the time of its own', async () => {
  const budget = new TimeBudget(1);
  budget.end();

  const inside = await budget.run(() => inTime(500, async (leftMs) => leftMs));
  const outside = await inTime(500, async (leftMs) => leftMs);

  expect(Math.round(inside)).toBe(500);
  expect(Math.round(outside)).toBe(500);
});
