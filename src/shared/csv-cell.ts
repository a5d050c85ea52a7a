/** What spreadsheets begin a formula with, full-width signs included. */
const SIGNS = '[=+\\-@＝＋－＠]';

/** Behind these, a spreadsheet of another country lets the next cell begin. */
const SEPARATOR = '[;\\t\\r\\n]\\s*';

// What a spreadsheet would take for a formula (OWASP, CSV injection), also behind marks of our own.
const FORMULA = new RegExp(`^'*(?:${SIGNS}|[\\t\\r\\n])`);
const MARKED = new RegExp(`^'+(?:${SIGNS}|[\\t\\r\\n])`);
const FORMULA_INSIDE = new RegExp(`(${SEPARATOR})(?='*${SIGNS})`, 'g');
const MARKED_INSIDE = new RegExp(`(${SEPARATOR})'(?='*${SIGNS})`, 'g');

/** Text as a cell that no spreadsheet runs: `=1+1` and `+9180…` get a `'` in front, and so does what would begin a cell inside it. */
export function guardCell(text: string): string {
  const inside = text.replace(FORMULA_INSIDE, "$1'");
  return FORMULA.test(text) ? `'${inside}` : inside;
}

/** What `guardCell` was given. */
export function unguardCell(cell: string): string {
  const bare = MARKED.test(cell) ? cell.slice(1) : cell;
  return bare.replace(MARKED_INSIDE, '$1');
}
