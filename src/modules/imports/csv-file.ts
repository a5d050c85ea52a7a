import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { unguardCell } from '../../shared/csv-cell.js';
import { CLEAN } from '../../shared/fields.js';

/** A row of a file: the line it begins on, and its cells by column, without blanks at their ends. */
export type CsvRow = { line: number; cells: Record<string, string> };

/** What one transaction takes in without keeping everybody else waiting: a second or two on SQLite. */
export const MAX_CSV_ROWS = 2_000;

const MOST_COLUMNS = 50;
/** More than any file within the other bounds has. What is beyond it costs seconds to take apart. */
const MOST_CELLS = (MAX_CSV_ROWS + 1) * MOST_COLUMNS;
const LONGEST_ROW = 65_536;
/** Names of columns hold none of them: whichever stands in the header most often is the one. */
const DELIMITERS = [',', ';', '\t', '|'];

type Columns = {
  /** Columns the file must have. */
  required: readonly string[];
  optional: readonly string[];
  /** Columns that our own export has and an import cannot set. */
  ignored: readonly string[];
};

type Parsed = { record: string[]; info: { lines: number } };
type Problem = { path: string; message: string };

/**
 * A CSV file as its rows: a header in any order and case, `,`, `;`, tabs or `|` between cells, cells marked by our own export as they
 * were before. A column of nothing is no column. An issue for whatever makes the file unreadable, and for rows with more or fewer
 * cells than the header.
 */
export function csvFile(columns: Columns) {
  return z.string().transform((text, context): CsvRow[] => {
    const file = headOf(text.replace(/^\uFEFF/, ''));
    if (countCells(file) > MOST_CELLS) {
      context.addIssue({ code: 'custom', path: ['file'], message: `must have at most ${MOST_CELLS} cells` });
      return z.NEVER;
    }
    try {
      const [header, ...rows] = read(file);
      const names = (header?.record ?? []).map((name) => knownName(name, columns));
      const used = names.map((name, index) => name !== '' || rows.some(({ record }) => cellOf(record, index) !== ''));
      const problems = [...headerProblems(names, used, columns), ...sizeProblems(rows, names.length)];
      for (const { path, message } of problems) context.addIssue({ code: 'custom', path: [path], message });
      return problems.length > 0 ? z.NEVER : rows.map((row) => toRow(row, names, columns));
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      context.addIssue({ code: 'custom', path: [`line ${error['lines'] ?? 1}`], message: unreadable(error) });
      return z.NEVER;
    }
  });
}

type File = { delimiter: string; body: string; skippedLines: number };

function read({ delimiter, body, skippedLines }: File): Parsed[] {
  const rows = parse(body, {
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // Spreadsheets leave rows of nothing but delimiters behind.
    skip_records_with_empty_values: true,
    max_record_size: LONGEST_ROW,
    // One more than an import takes tells that there are too many.
    to: MAX_CSV_ROWS + 2,
  }) as unknown as Parsed[];
  for (const row of rows) row.info.lines += skippedLines;
  return rows;
}

/** The delimiter, and what is to be taken apart: a first line such as `sep=;` is the spreadsheet's own word for it, and no row. */
function headOf(text: string): File {
  const [, named, rest] = /^"?sep=(.)"?(?:\r\n|\n|\r)([\s\S]*)$/i.exec(text) ?? [];
  if (named !== undefined && rest !== undefined) return { delimiter: named, body: rest, skippedLines: 1 };
  const [header = ''] = text.split(/[\r\n]/, 1);
  const [delimiter = ','] = DELIMITERS.toSorted((a, b) => header.split(b).length - header.split(a).length);
  return { delimiter, body: text, skippedLines: 0 };
}

function countCells({ body, delimiter }: File): number {
  let count = 1;
  let found = body.indexOf(delimiter);
  while (found !== -1 && count <= MOST_CELLS) {
    count += 1;
    found = body.indexOf(delimiter, found + 1);
  }
  return count;
}

/** The column as we spell it, where only case, blanks, dashes or underscores differ. */
function knownName(name: string, { required, optional, ignored }: Columns): string {
  const key = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');
  return [...required, ...optional, ...ignored].find((known) => key(known) === key(name)) ?? name.trim();
}

function headerProblems(names: string[], used: boolean[], { required, optional, ignored }: Columns): Problem[] {
  const known = [...required, ...optional, ...ignored];
  const given = names.filter((_, index) => used[index]);
  const twice = given.filter((name, index) => name !== '' && given.indexOf(name) !== index);
  return [
    ...required.filter((name) => !given.includes(name)).map((name) => at(name, 'is missing from the header')),
    ...(given.length > MOST_COLUMNS ? [at('file', `must have at most ${MOST_COLUMNS} columns`)] : []),
    ...names.flatMap((name, index) => {
      if (!used[index] || known.includes(name)) return [];
      if (name === '') return [at(`column ${index + 1}`, 'has cells and no name in the header')];
      return [at(name, `is no column; use ${known.join(', ')}`)];
    }),
    ...new Set(twice.map((name) => at(name, 'stands twice in the header'))),
  ].map(({ path, message }) => ({ path: path.isWellFormed() ? path.slice(0, 100) : CLEAN, message }));
}

function sizeProblems(rows: Parsed[], width: number): Problem[] {
  if (rows.length > MAX_CSV_ROWS) return [at('file', `must have at most ${MAX_CSV_ROWS} rows`)];
  if (width === 0) return [at('file', 'has no header')];
  if (rows.length === 0) return [at('file', 'has no rows below its header')];
  return rows
    .filter(({ record }) => record.length < width || record.slice(width).some((cell) => cell.trim() !== ''))
    .map((row) => at(`line ${lineOf(row)}`, `has ${row.record.length} cells where the header has ${width}`));
}

function toRow(row: Parsed, names: string[], { ignored }: Columns): CsvRow {
  const cells = names.map((name, index) => [name, cellOf(row.record, index)] as const);
  return {
    line: lineOf(row),
    cells: Object.fromEntries(cells.filter(([name]) => name !== '' && !ignored.includes(name))),
  };
}

/** A cell as it was meant: blanks, tabs and line ends around it come from copying. */
function cellOf(record: string[], index: number): string {
  return unguardCell((record[index] ?? '').trim());
}

// The parser counts to the line a row ends on, and a cell may have several.
function lineOf({ record, info }: Parsed): number {
  return info.lines - record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

function unreadable({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'the file ends inside quotes';
  if (code === 'CSV_MAX_RECORD_SIZE') return `a row has more than ${LONGEST_ROW} characters`;
  return 'a quote stands where none may';
}

function at(path: string, message: string): Problem {
  return { path, message };
}
