/** Chance that is the same for the same seed. Not for secrets: whoever knows the seed knows every number. */
export type SeededRandom = {
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  /** True `share` of the time, from 0 to 1. */
  chance(share: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
};

/** Mulberry32, after Tommy Ettinger: 32 bits of state are plenty for a shop of a few thousand orders. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    whole,
    chance: (share) => next() < share,
    pick: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
  };
}
