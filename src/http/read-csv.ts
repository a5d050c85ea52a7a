import express, { type RequestHandler } from 'express';
import { type BodyKind, readBody } from './read-body.js';

const CSV_BODY: BodyKind = {
  mediaType: 'text/csv',
  name: 'CSV',
  // Room for as many rows as an import takes, with notes.
  maxBytes: 2 * 1_048_576,
  none: '',
  parser: (verify) => express.text({ limit: CSV_BODY.maxBytes, type: CSV_BODY.mediaType, verify }),
};

/** Reads a CSV file as text, for `csvFile` to take apart; no body at all reads as an empty one. Throws 415 for other content types. */
export function readCsv(): RequestHandler {
  return readBody(CSV_BODY, false);
}
