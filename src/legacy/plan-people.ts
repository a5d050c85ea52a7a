import { z } from 'zod';
import type { Findings, Kind } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { emailOf, idOf, type LegacyRow, lineOf, pick, textOf, timeOf } from './read-values.js';

export type PlannedCustomer = {
  id: number;
  name: string;
  email: string;
  phone: string;
  address: string | null;
  notes: string | null;
  /** Null: the account waits to be claimed. */
  passwordHash: string | null;
  createdAt: Date;
};

export type PlannedWorker = {
  id: number;
  name: string;
  email: string;
  active: boolean;
  passwordHash: string;
  createdAt: Date;
};

/** What may be done with a stored hash: keep it, or why not. */
export type JudgeHash = (kind: 'customer' | 'worker', hash: unknown) => { hash: string } | { reason: string };

/** No password has it. */
const UNUSABLE_HASH = '!';

/** Customers with their ids, one for each e-mail however it was spelt. */
export function planCustomers(
  { customer }: LegacyData,
  findings: Findings,
  judge: JudgeHash,
  now: Date,
): Map<string, PlannedCustomer> {
  const byEmail = new Map<string, PlannedCustomer>();
  for (const { row, id } of withIds('customer', customer, findings)) {
    const email = addressOf('customer', id, row['email'], findings);
    const first = byEmail.get(email);
    if (first) {
      findings.add('customer', id, `merged into customer ${first.id}, who has the same e-mail in another spelling`);
      continue;
    }
    const judged = judge('customer', row['password_hash']);
    if ('reason' in judged) findings.add('customer', id, `${judged.reason}: the account waits to be claimed`);
    byEmail.set(email, {
      id,
      name: lineOf(row['name']),
      email,
      phone: lineOf(row['phone']),
      address: textOf(pick(row, 'address')) || null,
      notes: textOf(pick(row, 'notes')) || null,
      passwordHash: 'hash' in judged ? judged.hash : null,
      createdAt: createdAtOf('customer', id, row, findings, now),
    });
  }
  return byEmail;
}

/** Workers with their ids; the older server knew one kind, the employee. */
export function planWorkers({ worker }: LegacyData, findings: Findings, judge: JudgeHash, now: Date): PlannedWorker[] {
  const byEmail = new Map<string, PlannedWorker>();
  for (const { row, id } of withIds('worker', worker, findings)) {
    const email = addressOf('worker', id, row['email'], findings);
    const first = byEmail.get(email);
    if (first) {
      findings.add('worker', id, `left out: worker ${first.id} has the same e-mail in another spelling`);
      continue;
    }
    const judged = judge('worker', row['password_hash']);
    if ('reason' in judged) findings.add('worker', id, `${judged.reason}: inactive until an admin sets a new one`);
    byEmail.set(email, {
      id,
      name: lineOf(row['name']),
      email,
      active: 'hash' in judged,
      passwordHash: 'hash' in judged ? judged.hash : UNUSABLE_HASH,
      createdAt: createdAtOf('worker', id, row, findings, now),
    });
  }
  return [...byEmail.values()];
}

/** Rows whose number can be kept, lowest first, so that the oldest of several spellings of one e-mail is the one that stays. */
export function withIds(kind: Kind, rows: LegacyRow[], findings: Findings): { row: LegacyRow; id: number }[] {
  const kept = new Map<number, LegacyRow>();
  for (const row of rows) {
    const id = idOf(row['id']);
    if (id === null || kept.has(id)) findings.add(kind, row['id'], 'left out: its id is no number of its own');
    else kept.set(id, row);
  }
  return [...kept].map(([id, row]) => ({ row, id })).toSorted((a, b) => a.id - b.id);
}

/** The time a record was made; without one that has passed, the time of the import. */
export function createdAtOf(kind: Kind, id: unknown, row: LegacyRow, findings: Findings, now: Date): Date {
  const time = timeOf(pick(row, 'created_at'));
  if (time && time <= now) return time;
  findings.add(kind, id, 'it does not say when it was made: the time of the import stands instead');
  return now;
}

/** A person's e-mail as the database keeps it; nobody can have one that ends in `.invalid` (RFC 2606). */
export function addressOf(kind: Kind, id: number | string, value: unknown, findings: Findings): string {
  const email = emailOf(value);
  if (email === '') {
    findings.add(kind, id, 'it has no e-mail: a made-up one stands instead');
    return `${kind}-${id}@older-server.invalid`;
  }
  if (!z.email().max(254).safeParse(email).success)
    findings.add(kind, id, 'its e-mail is no address; it is kept as it is');
  return email;
}
