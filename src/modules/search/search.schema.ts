import { z } from 'zod';
import { CLEAN, isCleanLine } from '../../shared/fields.js';
import { MOST_WORDS, searchedWords } from './searched-words.js';

/** `?q=`: what a clerk types to find somebody. Blank is no search at all. */
export const searchText = z
  .string()
  .max(200, 'must be at most 200 characters')
  .refine((text) => isCleanLine(text.trim()), CLEAN)
  .refine((text) => searchedWords(text).length <= MOST_WORDS, `must be at most ${MOST_WORDS} words`)
  .transform((text) => text.trim() || undefined)
  .optional()
  .meta({ description: 'What to search for: words or the beginnings of words, in any order.', examples: ['asha rao'] });
