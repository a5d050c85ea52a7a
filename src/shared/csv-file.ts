import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { unguardCell } from './csv-cell.js';
import { CLEAN } from './fields.js';

/** A row of a file: the line it begins on, and its cells by column. */
export type CsvRow = { line: number; cells: Record<string, string> };

/** What one transaction takes in without keeping everybody else waiting: a second or two on SQLite. */
export const MAX_CSV_ROWS = 2_000;

type Columns = {
  /** Columns the file must have. */
  required: readonly string[];
  optional: readonly string[];
  /** Columns that our own export has and an import cannot set. */
  ignored: readonly string[];
};

type Parsed = { record: string[]; info: { lines: number } };

/**
 * A CSV file as its rows: a header in any order, `,` or `;` between cells, cells marked by our own export as they were before. An
 * issue for whatever makes the file unreadable, and for rows with more or fewer cells than the header.
 */
export function csvFile(columns: Columns) {
  return z.string().transform((text, context): CsvRow[] => {
    try {
      const [header, ...rows] = read(text);
      const names = header ? header.record.map((name) => name.trim()) : [];
      const problems = [...headerProblems(names, columns), ...sizeProblems(rows, names.length)];
      for (const { path, message } of problems) context.addIssue({ code: 'custom', path: [path], message });
      return problems.length > 0 ? z.NEVER : rows.map((row) => toRow(row, names, columns));
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      context.addIssue({ code: 'custom', path: [`line ${error['lines'] ?? 1}`], message: unreadable(error) });
      return z.NEVER;
    }
  });
}

type Problem = { path: string; message: string };

function read(text: string): Parsed[] {
  return parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // Spreadsheets leave rows of nothing but delimiters behind.
    skip_records_with_empty_values: true,
    // One more than an import takes tells that there are too many.
    to: MAX_CSV_ROWS + 2,
  }) as unknown as Parsed[];
}

// Names of columns hold neither: whichever stands in the header is the one.
function delimiterOf(text: string): ',' | ';' {
  const [header = ''] = text.replace(/^\uFEFF/, '').split(/[\r\n]/, 1);
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

function headerProblems(names: string[], { required, optional, ignored }: Columns): Problem[] {
  const known = [...required, ...optional, ...ignored];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...required.filter((name) => !names.includes(name)).map((name) => at(name, 'is missing from the header')),
    ...names.filter((name) => !known.includes(name)).map((name) => at(name, `is no column; use ${known.join(', ')}`)),
    ...new Set(twice.map((name) => at(name, 'stands twice in the header'))),
  ].map(({ path, message }) => ({ path: path.isWellFormed() ? path.slice(0, 100) : CLEAN, message }));
}

function sizeProblems(rows: Parsed[], width: number): Problem[] {
  if (rows.length > MAX_CSV_ROWS) return [at('file', `must have at most ${MAX_CSV_ROWS} rows`)];
  if (rows.length === 0 && width > 0) return [at('file', 'has no rows below its header')];
  return rows
    .filter(({ record }) => record.length !== width)
    .map((row) => at(`line ${lineOf(row)}`, `has ${row.record.length} cells where the header has ${width}`));
}

function toRow(row: Parsed, names: string[], { ignored }: Columns): CsvRow {
  const cells = names.map((name, index) => [name, unguardCell(row.record[index] ?? '')] as const);
  return { line: lineOf(row), cells: Object.fromEntries(cells.filter(([name]) => !ignored.includes(name))) };
}

// The parser counts to the line a row ends on, and a cell may have several.
function lineOf({ record, info }: Parsed): number {
  return info.lines - record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

function unreadable({ code }: CsvError): string {
  return code === 'CSV_QUOTE_NOT_CLOSED' ? 'the file ends inside quotes' : 'a quote stands where none may';
}

function at(path: string, message: string): Problem {
  return { path, message };
}
