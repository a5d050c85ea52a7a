import type { OrderStatus } from '../../generated/sqlite/client.js';
import { type Findings, quote } from './findings.js';
import { dayOf, type LegacyRow, lineOf, pick, timeOf } from './read-values.js';
import type { Question, StatusAnswers } from './status-answers.js';
import { knownStatus, wordKey } from './status-words.js';

const RECENT_MS = 90 * 86_400_000;

/** Finds the status of each order, and keeps what has to be asked. */
export class Statuses {
  readonly #asked = new Map<string, Question>();

  readonly #answers: StatusAnswers;
  readonly #findings: Findings;
  readonly #now: Date;

  constructor(answers: StatusAnswers, findings: Findings, now: Date) {
    this.#answers = answers;
    this.#findings = findings;
    this.#now = now;
  }

  /** Words that nobody knows, of orders that are not recent: those may not become work of today. */
  get questions(): Question[] {
    return [...this.#asked.values()];
  }

  /** What the order's word means; an unknown one is At Store, said in a remark and in `notes`, and asked about where the order is old. */
  of(row: LegacyRow, id: string, notes: string[]): OrderStatus {
    const word = lineOf(row['status']).trim();
    const key = wordKey(word);
    const status = this.#answers.get(key) ?? knownStatus(word);
    if (status) return status;
    if (!this.#isRecent(row)) {
      const question = this.#asked.get(key) ?? { word, count: 0 };
      question.count += 1;
      this.#asked.set(key, question);
    }
    const reason = `its status ${quote(word)} is unknown: it is At Store now, its word stands in the timeline`;
    this.#findings.add('order', id, reason);
    notes.push(`status ${word}`);
    return 'AT_STORE';
  }

  // Of an order that does not say when it was made the day it was to be fetched tells; without either it is asked about.
  #isRecent(row: LegacyRow): boolean {
    const made = timeOf(pick(row, 'created_at')) ?? timeOf(dayOf(pick(row, 'pickup_date')));
    return made !== null && made.getTime() >= this.#now.getTime() - RECENT_MS;
  }
}
