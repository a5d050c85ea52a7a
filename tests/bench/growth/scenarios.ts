import type { Side } from './sides.js';

/** One request, by the number of the turn, so that no page is read over and over. */
export type Request = {
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  headers?: Record<string, string>;
  body?: object;
};

export type Scenario = {
  name: string;
  /** How many times the time at the small history the large one may take. */
  budget: number;
  /** Turns at most; those of writes use up what was laid out for them. */
  turns?: number;
  /** Lays out what the turns need. */
  prepare?: (side: Side, turns: number) => Promise<Request[]>;
  request?: (side: Side, turn: number) => Request;
};

/** Every list, lookup, search and move. */
export const LIST_BUDGET = 1.3;
/** Sixty days of a shop with 10 thousand orders, which is seventeen days old, hold fewer orders than those of an old one. */
export const DASHBOARD_BUDGET = 2;
/**
 * Words that everybody has more people of every year: a search reads who has each, up to a bound of its own, and looks once at what each
 * who has all of them ordered last: here 450 people where the small shop has four, and 100 orders of a page instead of 80.
 */
export const COMMON_WORDS_BUDGET = 2.5;
