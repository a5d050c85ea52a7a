import express, { type RequestHandler } from 'express';
import { decodeCsv } from './decode-csv.js';
import { type BodyKind, readBody } from './read-body.js';

const CSV_BODY: BodyKind = {
  mediaType: 'text/csv',
  name: 'CSV',
  // Room for as many rows as an import takes, with notes.
  maxBytes: 2 * 1_048_576,
  none: '',
  parser: () => express.raw({ limit: CSV_BODY.maxBytes, type: CSV_BODY.mediaType }),
  decode: decodeCsv,
};

/** Reads a CSV file as text, for `csvFile` to take apart; no body at all reads as an empty one. Throws 415 for other content types, and what `decodeCsv` throws. */
export function readCsv(): RequestHandler {
  return readBody(CSV_BODY, false);
}
