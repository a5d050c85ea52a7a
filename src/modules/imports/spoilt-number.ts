const SHORTENED = /^[+-]?\d+(?:[.,]\d+)?E\+?\d+$/i;
const WITH_DECIMALS = /^\d{7,}[.,]0+$/;

/** What a spreadsheet made of a number that is a name, such as a phone: `9.845E+09` has lost its digits. Null where it did nothing. */
export function spoiltNumber(cell: string): string | null {
  if (SHORTENED.test(cell))
    return `is a number that a spreadsheet shortened, ${JSON.stringify(cell.slice(0, 40))}: give the column the format “Text”, and enter it again`;
  if (WITH_DECIMALS.test(cell))
    return `has decimals that a spreadsheet added, ${JSON.stringify(cell.slice(0, 40))}: give the column the format “Text”`;
  return null;
}
