import type { RequestHandler, Response } from 'express';
import { FEW, overloaded, type Places } from '../shared/places.js';
import { currentRequest } from '../shared/request-context.js';
import { Crowd } from './crowd.js';

/** The work for a client that left goes on: until it has ended, or for so long, others do not get its place. */
const WORK_OF_THE_GONE_MS = 10_000;

/**
 * Gives each request a place among those worked on at once, until its answer begins: what a client takes its time to read, and a
 * stream that goes on for hours, keep nobody out. Throws `server.overloaded`.
 */
export function admit(places: Places, waitMs: number): RequestHandler {
  const crowd = new Crowd(waitMs);
  const ageOf = ageOfRequests(crowd);
  return async (_request, response, next) => {
    const { age, before } = ageOf();
    if (before >= FEW && age > crowd.patienceMs()) throw overloaded();
    const since = performance.now() - age;
    const place = await places.enter(age);
    if (response.destroyed) return place.leave();
    const context = currentRequest();
    if (context) {
      context.place = place;
      context.waitedMs += performance.now() - since;
    }
    whenAnswered(response, () => place.leave());
    next();
  };
}

/**
 * How long a request has waited to be read, and how many before it: all that have come are read in one phase of the event loop, one
 * after the other, and where SQLite does its part at once, what the first ones ask is done before the last ones are read.
 */
function ageOfRequests(crowd: Crowd): () => { age: number; before: number } {
  let phaseSince: number | null = null;
  let count = 0;
  const end = () => {
    if (phaseSince !== null) crowd.read(phaseSince);
    phaseSince = null;
    count = 0;
  };
  return () => {
    const now = performance.now();
    if (phaseSince === null) setImmediate(end);
    phaseSince ??= now;
    count += 1;
    return { age: now - phaseSince, before: count - 1 };
  };
}

function whenAnswered(response: Response, answered: () => void): void {
  const { writeHead, end } = response;
  let isAnswered = false;
  const done = () => {
    isAnswered = true;
    answered();
  };
  response.writeHead = function begin(this: Response, ...given: unknown[]) {
    done();
    return Reflect.apply(writeHead, this, given);
  } as typeof writeHead;
  // An answer to nobody has no head.
  response.end = function finish(this: Response, ...given: unknown[]) {
    done();
    return Reflect.apply(end, this, given);
  } as typeof end;
  response.once('close', () => {
    if (!isAnswered) setTimeout(done, WORK_OF_THE_GONE_MS).unref();
  });
}
