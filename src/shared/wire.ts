import { z } from 'zod';

/** A point in time as answers carry it: ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime().meta({ examples: ['2026-11-30T09:30:00.000Z'] });
