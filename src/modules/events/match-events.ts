import { z } from 'zod';
import { eventTypes } from './catalogue.js';

const nouns = [...new Set(eventTypes.map((type) => type.slice(0, type.indexOf('.'))))];

/** What may be asked for: a type, `order.*` for all of a noun, `*` for all. */
export const eventPatterns = ['*', ...nouns.map((noun) => `${noun}.*`), ...eventTypes];

export const eventPattern = z.enum(eventPatterns, 'must be a type of event, such as order.created, or order.* or *');

/** Whether one of the patterns means this type. */
export function matchesEvent(patterns: readonly string[], type: string): boolean {
  const noun = type.slice(0, type.indexOf('.'));
  return patterns.some((pattern) => pattern === '*' || pattern === type || pattern === `${noun}.*`);
}
