export type Clock = { now(): Date };

/** The server's own time, in UTC; nothing a client sends is ever used as a clock. */
export const systemClock: Clock = { now: () => new Date() };
