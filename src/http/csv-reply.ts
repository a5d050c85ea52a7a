import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { guardCell } from '../shared/csv-cell.js';
import { Reply } from './reply.js';

export const CSV = 'text/csv';

export type CsvCell = string | number | null;
/** The rows of a file, a page at a time. */
export type CsvPages = AsyncIterable<Record<string, CsvCell>[]>;

type CsvFile = { name: string; columns: readonly string[]; pages: CsvPages; bom: boolean };

/**
 * A CSV file (RFC 4180, UTF-8) that is read from the database as fast as it is sent, a page in memory at a time. The first page is
 * read here: what fails at once is told as an error, and not as half a file.
 */
export async function csvReply({ name, columns, pages, bom }: CsvFile): Promise<Reply> {
  const text = asText(columns, pages, bom);
  const first = await text.next();
  // Nothing is read ahead: what a client has not taken waits once, where it is counted.
  return new Reply(Readable.from(resume(first, text), { objectMode: false, highWaterMark: 0 }), {
    'Content-Type': `${CSV}; charset=utf-8; header=present`,
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  });
}

async function* asText(columns: readonly string[], pages: CsvPages, bom: boolean): AsyncGenerator<string> {
  const header = (bom ? '\uFEFF' : '') + format([Object.fromEntries(columns.map((name) => [name, name]))], columns);
  let isFirst = true;
  for await (const rows of pages) {
    yield (isFirst ? header : '') + format(rows, columns);
    isFirst = false;
  }
  if (isFirst) yield header;
}

async function* resume(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    // A client that went away ends the reading too.
    await rest.return(undefined);
  }
}

function format(rows: Record<string, CsvCell>[], columns: readonly string[]): string {
  return stringify(rows, {
    columns: [...columns],
    record_delimiter: '\r\n',
    quote_record_delimiter: true,
    cast: { string: guardCell },
  });
}
