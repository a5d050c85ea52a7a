import express, { type RequestHandler } from 'express';
import { type BodyKind, readBody } from './read-body.js';

const JSON_BODY: BodyKind = {
  mediaType: 'application/json',
  name: 'JSON',
  // Room for the largest honest request (200 lines with notes) many times over.
  maxBytes: 1_048_576,
  none: {},
  parser: (verify) => express.json({ limit: JSON_BODY.maxBytes, type: JSON_BODY.mediaType, verify }),
};

/** Reads a JSON body; no body at all reads as an empty one. Throws 415 for other content types, or 400 where `notJsonIsInvalid`. */
export function readJson(notJsonIsInvalid: boolean): RequestHandler {
  return readBody(JSON_BODY, notJsonIsInvalid);
}
