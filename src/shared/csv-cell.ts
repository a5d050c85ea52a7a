// What a spreadsheet would take for a formula (OWASP, CSV injection), also behind marks of our own.
const FORMULA = /^'*[=+\-@\t\r]/;
const MARKED = /^'+[=+\-@\t\r]/;

/** Text as a cell that no spreadsheet runs: `=1+1` and `+9180…` get a `'` in front. */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What `guardCell` was given. */
export function unguardCell(cell: string): string {
  return MARKED.test(cell) ? cell.slice(1) : cell;
}
