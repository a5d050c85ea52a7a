/** A bound on one figure of a scenario, which `--check` holds it to. */
export type Budget = { what: string; is: 'at least' | 'at most'; limit: number; value: number };

export function isMet({ is, limit, value }: Budget): boolean {
  // What was not measured is not met, nor what is so many times nothing.
  if (!Number.isFinite(value)) return false;
  return is === 'at least' ? value >= limit : value <= limit;
}
