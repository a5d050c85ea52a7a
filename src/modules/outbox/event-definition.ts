import type { z } from 'zod';

/** A type of event: what it tells, in the shape that goes out. Data hold ids, statuses, money and times, never who somebody is. */
export type EventDefinition<Data extends z.ZodType = z.ZodType> = {
  type: string;
  summary: string;
  data: Data;
  example: z.output<Data>;
  /** What it is about: events of one subject reach every reader in the order they happened. */
  subject: (data: z.output<Data>) => string;
};

/** Something that happened, ready to be recorded. */
export type Happened = { type: string; subject: string; data: object };

export function defineEvent<Data extends z.ZodObject>(definition: EventDefinition<Data>): EventDefinition<Data> {
  return definition;
}

/** Says that this event happened, with its data. */
export function happened<Data extends z.ZodObject>(
  definition: EventDefinition<Data>,
  data: NoInfer<z.output<Data>>,
): Happened {
  return { type: definition.type, subject: definition.subject(data), data };
}
