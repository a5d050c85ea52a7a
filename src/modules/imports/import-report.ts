import { z } from 'zod';
import { AppError, type ErrorDetail } from '../../shared/app-error.js';
import { describeMissing } from '../../shared/fields.js';
import type { CsvRow } from './csv-file.js';

/** A row that cannot be taken in, and why. `line` is the file's, its header being line 1. */
export type RowProblem = { line: number; column: string | null; message: string };

/** What the rows of a file would do. */
export type Planned = {
  creates: unknown[];
  updates: unknown[];
  skips: number;
  problems: RowProblem[];
  hints?: RowProblem[];
};

/** What an import did, or would do. */
export type ImportReport = {
  committed: boolean;
  rows: number;
  create: number;
  update: number;
  /** Rows that say what is stored already. */
  skip: number;
  problems: RowProblem[];
  /** What is worth a look and keeps no row out, such as somebody new with a known phone. */
  hints?: RowProblem[];
};

const rowWire = z.strictObject({
  line: z.int().meta({ description: 'The line of the file; its header is line 1.' }),
  column: z.string().nullable(),
  message: z.string(),
});

export const importReportWire = z
  .strictObject({
    committed: z.boolean(),
    rows: z.int(),
    create: z.int(),
    update: z.int(),
    skip: z.int().meta({ description: 'Rows that say what is stored already.' }),
    problems: z.array(rowWire),
    hints: z.array(rowWire).optional().meta({ description: 'What is worth a look and keeps no row out.' }),
  })
  .meta({
    id: 'ImportReport',
    description: 'What became of the rows of a file, or would.',
    examples: [{ committed: true, rows: 2, create: 1, update: 1, skip: 0, problems: [] }],
  });

/** The error of an import that was to write and may not: every row and reason. */
export function refusedImport(problems: RowProblem[]): AppError {
  const details = problems.map(({ line, column, message }): ErrorDetail => {
    return { path: column === null ? `line ${line}` : `line ${line}: ${column}`, message };
  });
  return new AppError('invalid', 'import.bad_rows', 'Some rows cannot be imported: nothing was written', { details });
}

/** A row as the schema of its noun reads it, or what is wrong with each of its cells. */
export function readRow<S extends z.ZodType>(
  schema: S,
  line: number,
  fields: Record<string, unknown>,
): { data: z.output<S>; problems: [] } | { data: null; problems: RowProblem[] } {
  const parsed = schema.safeParse(fields, { error: describeMissing });
  if (parsed.success) return { data: parsed.data, problems: [] };
  const problems = parsed.error.issues.map((issue) => ({
    line,
    column: issue.path.length === 0 ? null : issue.path.join('.'),
    message: issue.message,
  }));
  return { data: null, problems };
}

/** The cells of the row as fields: a column that the file does not have is absent. */
export function fieldsOf(row: CsvRow, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(row.cells).filter(([column]) => columns.includes(column)));
}

/** Where a blank cell says nothing: a choice that has a default, or that stays as it is. */
export function withoutBlank(fields: Record<string, unknown>, column: string): Record<string, unknown> {
  return fields[column] === '' ? { ...fields, [column]: undefined } : fields;
}

/** A choice in any case becomes the word of the list that it is. */
export function withWord(
  fields: Record<string, string>,
  column: string,
  words: readonly string[],
): Record<string, string> {
  const given = fields[column]?.toLowerCase();
  const word = words.find((known) => known.toLowerCase() === given);
  return word === undefined ? fields : { ...fields, [column]: word };
}

/** A record that was there when the rows were read is gone, or another one is there: the same file again will be read anew. */
export function outrunImport(): AppError {
  return new AppError('conflict', 'import.outrun', 'A record was changed at the same moment: import the file again');
}

/** What became of the rows, which must be without problems when they were written. */
export function reportOf(plan: Planned, rows: number, committed: boolean): ImportReport {
  const { creates, updates, skips: skip, problems, hints = [] } = plan;
  const byLine = (found: RowProblem[]) => found.toSorted((a, b) => a.line - b.line);
  const [create, update] = [creates.length, updates.length];
  const told = hints.length > 0 ? { hints: byLine(hints) } : {};
  return { committed, rows, create, update, skip, problems: byLine(problems), ...told };
}
