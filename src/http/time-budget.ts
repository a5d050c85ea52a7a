import type { RequestHandler } from 'express';
import { TimeBudget } from '../db/time-budget.js';

/** Gives each request a common time for all its waiting on the database, so that none is answered later than that. */
export function timeBudget(milliseconds: number): RequestHandler {
  return (_request, response, next) => {
    const budget = new TimeBudget(milliseconds);
    response.on('close', () => budget.end());
    budget.run(next);
  };
}
