/** Environment variables of a started program. */
export type Environment = Record<string, string>;
