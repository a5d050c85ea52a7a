import type { OrderStatus } from '../../generated/sqlite/client.js';
import { allStatusLabels } from '../../modules/orders/index.js';
import { OperatorError } from '../../shared/operator-error.js';
import { QUOTED_LENGTH, quote } from './findings.js';
import { labelledStatus, wordKey } from './status-words.js';

/** What words of the file mean, by their `wordKey`, as whoever runs the import says. */
export type StatusAnswers = ReadonlyMap<string, OrderStatus>;

/** A word that nobody knows, of so many orders of long ago. */
export type Question = { word: string; count: number };

const LABELS = allStatusLabels.join(', ');

/** The answers in texts such as `Folded=Delivered`. Throws one sentence for a text that is none, and for two answers to one word. */
export function readAnswers(texts: readonly string[]): StatusAnswers {
  const answers = new Map<string, OrderStatus>();
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    if (at < 0) throw new OperatorError(`--status ${quote(text)} says no status: write ${optionFor(text)}`);
    const [word, label] = [text.slice(0, at), text.slice(at + 1).trim()];
    const status = labelledStatus(label);
    if (!status) throw new OperatorError(`--status ${quote(text)}: ${quote(label)} is no status; there are ${LABELS}`);
    const before = answers.get(wordKey(word));
    if (before !== undefined && before !== status)
      throw new OperatorError(`--status ${quote(text)}: that word has another answer already`);
    answers.set(wordKey(word), status);
  }
  return answers;
}

/** Each question in a line, and how it is answered. */
export function tellQuestions(questions: readonly Question[]): string {
  return [
    'Nobody knows what these words mean, and their orders are too old to be work that waits. Say what each became:',
    ...questions.map(
      ({ word, count }) =>
        `  ${count === 1 ? '1 order' : `${count} orders`} of more than 90 days ago ${count === 1 ? 'has' : 'have'} the status ${quote(word)}: ${optionFor(word)}`,
    ),
    `Delivered is an example; there are ${LABELS}`,
  ].join('\n');
}

function optionFor(word: string): string {
  return `--status ${quote(`${word.slice(0, QUOTED_LENGTH)}=Delivered`, 2 * QUOTED_LENGTH)}`;
}
