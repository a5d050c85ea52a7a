/** Something of the file that did not come over as it was: which record, by its id alone, and why. */
export type Finding = { record: string; reason: string };

export type Kind = 'service' | 'customer' | 'worker' | 'order' | 'transit batch' | 'delivery' | 'track' | 'user';

/** Collects findings while the plan is made. What is quoted from the file is cut short, and never a name, e-mail or phone. */
export class Findings {
  readonly all: Finding[] = [];

  add(kind: Kind, id: unknown, reason: string): void {
    this.all.push({ record: `${kind} ${quoteId(id)}`, reason });
  }
}

/** So much of a word of the file is quoted. */
export const QUOTED_LENGTH = 40;

/** A short word of the file as it may stand in a report. */
export function quote(value: unknown, most = QUOTED_LENGTH): string {
  return JSON.stringify(String(value).slice(0, most));
}

function quoteId(id: unknown): string {
  const text = String(id);
  return /^[\w.-]{1,40}$/.test(text) ? text : quote(text);
}
