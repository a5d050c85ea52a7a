import type fc from 'fast-check';
import { expect } from 'vitest';
import type { TestApp } from './app.js';
import type { Clerk } from './batches.js';
import type { Account } from './clients.js';
import type { Model, ModelBatch } from './order-model.js';

type NamedClerk = Clerk & { label: string };
/** The server, an admin and an employee who work with it, and the customer whose orders they are. */
export type Real = { app: TestApp; clerks: [NamedClerk, NamedClerk]; owner: Account };

type Answer = { status: number; body: { error?: string } };
type Command = fc.AsyncCommand<Model, Real>;

export const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export function agree(answer: Answer, refusal: { status: number; error?: string } | null, success = 200): boolean {
  expect(answer).toMatchObject(
    refusal ? { status: refusal.status, body: refusal.error ? { error: refusal.error } : {} } : { status: success },
  );
  return refusal === null;
}

export function command(name: string, needs: 'nothing' | 'orders' | 'batches', run: Command['run']): Command {
  const check = (model: Readonly<Model>) => needs === 'nothing' || model[needs].length > 0;
  return { check, run, toString: () => name };
}

/** A batch of the model, one in these states where there is any. */
export function batchOn({ batches }: Model, states: readonly string[], at: number): ModelBatch {
  const fit = batches.filter(({ status }) => states.includes(status));
  return pick(fit.length > 0 ? fit : batches, at);
}
