/** A `problem` must be mended, a `warning` should be looked at; both are told in one sentence that holds no secret. */
export type Finding = { level: 'ok' | 'warning' | 'problem'; about: string; says: string };

export const ok = (about: string, says: string): Finding => ({ level: 'ok', about, says });
export const warning = (about: string, says: string): Finding => ({ level: 'warning', about, says });
export const problem = (about: string, says: string): Finding => ({ level: 'problem', about, says });

/** `ok`, or what stands in its place when something is wrong. */
export function unless(wrong: boolean, bad: Finding, good: Finding): Finding {
  return wrong ? bad : good;
}
