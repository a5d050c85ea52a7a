/** What finds what. */
export type Spellings = {
  /** Spellings of one text: each finds all of them, and nothing else does. */
  same: string[][];
  /** What is stored, and what is typed and finds it. */
  found: [stored: string, typed: string][];
  /** What is stored, and what is typed and does not find it. */
  missed: [stored: string, typed: string][];
};

/** Every pair of a stored text and a typed one that finds it. */
export function foundPairs({ same, found }: Spellings): [stored: string, typed: string][] {
  const pairs = same.flatMap((group) =>
    group.flatMap((stored) =>
      group.filter((typed) => typed !== stored).map((typed): [string, string] => [stored, typed]),
    ),
  );
  return [...pairs, ...found];
}

/** Everything that is stored. */
export function storedTexts({ same, found, missed }: Spellings): string[] {
  return [...new Set([...same.flat(), ...found.map(([stored]) => stored), ...missed.map(([stored]) => stored)])];
}
