/** A bound on one figure of a scenario, which `--check` holds it to. */
export type Budget = { what: string; is: 'at least' | 'at most'; limit: number; value: number };

export function isMet({ is, limit, value }: Budget): boolean {
  // Also false where there is no figure: what was not measured is not met.
  return is === 'at least' ? value >= limit : value <= limit;
}
