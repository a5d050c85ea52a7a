import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { LONGEST_STANDSTILL_MS, type UnsentAnswers } from './unsent-answers.js';

/**
 * Sends a stream no faster than the client takes it. What fails on the way destroys the connection, so that no half file looks
 * whole; a client that leaves ends the stream, and that is no failure. What waits for the client is among the unsent answers.
 */
export async function sendStream(
  unsent: UnsentAnswers,
  body: Readable,
  request: Request,
  response: Response,
): Promise<void> {
  if (request.method === 'HEAD') {
    body.destroy();
    response.end();
    return;
  }
  // Everything that watches an answer listens to its end already, and a pipeline adds a handful.
  response.setMaxListeners(response.getMaxListeners() + 10);
  response.setTimeout(LONGEST_STANDSTILL_MS, () => response.destroy());
  const waiting = unsent.watch(request, response);
  body.on('data', (chunk: Buffer) => waiting(response.writableLength + chunk.length));
  response.on('drain', () => waiting(response.writableLength));
  try {
    await pipeline(body, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
