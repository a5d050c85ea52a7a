/** Somebody with a shell on the server. What they change is theirs in the audit log, under a name no account has. */
export const operator = { type: 'operator' } as const;

export type Operator = typeof operator;
