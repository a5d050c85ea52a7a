/** How many rows got other terms, up to which id, and whether there are none behind it. */
export type RemadeBatch = { changed: number; lastId: string; isLast: boolean };

/** What to take away from stored terms, and what to add, for the wanted ones. */
export function differenceOf(stored: readonly string[], wanted: ReadonlySet<string>) {
  const present = new Set(stored);
  const gone = stored.filter((term) => !wanted.has(term));
  const missing = [...wanted].filter((term) => !present.has(term));
  return { gone, missing, isOther: gone.length + missing.length > 0 };
}

/** The terms of each owner. */
export function byOwner<Id>(rows: readonly (readonly [owner: Id, term: string])[]): (owner: Id) => string[] {
  const terms = new Map<Id, string[]>();
  for (const [owner, term] of rows) terms.set(owner, [...(terms.get(owner) ?? []), term]);
  return (owner) => terms.get(owner) ?? [];
}
