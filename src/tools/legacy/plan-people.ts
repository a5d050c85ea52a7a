import { z } from 'zod';
import type { Findings, Kind } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { dayOf, emailOf, idOf, type LegacyRow, lineOf, pick, textOf, timeOf } from './read-values.js';

export type PlannedCustomer = {
  id: number;
  name: string;
  /** Null: they have none, and no login. */
  email: string | null;
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
  email: string | null;
  active: boolean;
  passwordHash: string;
  createdAt: Date;
  /** Since when they are no colleague any more. */
  deletedAt: Date | null;
};

/** By the number they have in the file, and those without one by their name on a delivery. */
export type Workers = { byId: Map<number, PlannedWorker>; byDriver: Map<string, PlannedWorker> };

/** What may be done with a stored hash: keep it, or why not. */
export type JudgeHash = (kind: 'customer' | 'worker', hash: unknown) => { hash: string } | { reason: string };

/** No password has it. */
export const UNUSABLE_HASH = '!';

/** Customers with their ids, one for each e-mail however it was spelt. */
export function planCustomers(
  { customer }: LegacyData,
  findings: Findings,
  judge: JudgeHash,
  now: Date,
): PlannedCustomer[] {
  const planned: PlannedCustomer[] = [];
  const byEmail = new Map<string, PlannedCustomer>();
  for (const { row, id } of withIds('customer', customer, findings)) {
    const email = addressOf('customer', id, row['email'], findings);
    const first = email === null ? undefined : byEmail.get(email);
    if (first) {
      findings.add('customer', id, `merged into customer ${first.id}, who has the same e-mail in another spelling`);
      continue;
    }
    const judged = judge('customer', row['password_hash']);
    if (email !== null && 'reason' in judged)
      findings.add('customer', id, `${judged.reason}: the account waits to be claimed`);
    const customer = {
      id,
      name: lineOf(row['name']),
      email,
      phone: lineOf(row['phone']),
      address: textOf(pick(row, 'address')) || null,
      notes: textOf(pick(row, 'notes')) || null,
      passwordHash: email !== null && 'hash' in judged ? judged.hash : null,
      createdAt: createdAtOf('customer', id, row, findings, now),
    };
    if (email !== null) byEmail.set(email, customer);
    planned.push(customer);
  }
  return planned;
}

/** Workers with their ids; the older server knew one kind, the employee. Of two spellings of one e-mail both ids are the first's. */
export function planWorkers({ worker }: LegacyData, findings: Findings, judge: JudgeHash, now: Date): Workers {
  const byEmail = new Map<string, PlannedWorker>();
  const byId = new Map<number, PlannedWorker>();
  for (const { row, id } of withIds('worker', worker, findings)) {
    const email = addressOf('worker', id, row['email'], findings);
    const first = email === null ? undefined : byEmail.get(email);
    if (first) {
      byId.set(id, first);
      findings.add('worker', id, `left out: worker ${first.id} has the same e-mail in another spelling`);
      continue;
    }
    const judged = judge('worker', row['password_hash']);
    if ('reason' in judged) findings.add('worker', id, `${judged.reason}: inactive until an admin sets a new one`);
    const canLogIn = email !== null && 'hash' in judged;
    const worker = {
      id,
      name: lineOf(row['name']),
      email,
      active: canLogIn,
      passwordHash: canLogIn ? judged.hash : UNUSABLE_HASH,
      createdAt: createdAtOf('worker', id, row, findings, now),
      deletedAt: null,
    };
    if (email !== null) byEmail.set(email, worker);
    byId.set(id, worker);
  }
  return { byId, byDriver: new Map() };
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

/** The time a record was made; without one that has passed, the day it was to be fetched if that has, else the time of the import. */
export function createdAtOf(kind: Kind, id: unknown, row: LegacyRow, findings: Findings, now: Date): Date {
  const time = timeOf(pick(row, 'created_at'));
  if (time && time <= now) return time;
  const fetched = timeOf(dayOf(pick(row, 'pickup_date')));
  if (fetched && fetched <= now) {
    findings.add(kind, id, 'it does not say when it was made: the day it was to be fetched stands instead');
    return fetched;
  }
  findings.add(kind, id, 'it does not say when it was made: the time of the import stands instead');
  return now;
}

/** A person's e-mail as the database keeps it, null for none. */
function addressOf(kind: 'customer' | 'worker', id: number, value: unknown, findings: Findings): string | null {
  const email = emailOf(value);
  if (email === '') findings.add(kind, id, 'it has no e-mail, and so no login');
  else if (!isAddress(email)) findings.add(kind, id, 'its e-mail is no address; it is kept as it is');
  return email || null;
}

/** Whether mail could be sent there, as far as its letters tell. */
export function isAddress(email: string): boolean {
  return z.email().max(254).safeParse(email).success;
}
