import type { TestApp } from './app.js';
import { aBatch, allMoves, type Clerk, ordersAtStore } from './batches.js';

/** An order whose batch to the factory made some of its moves: what a violation is planted into. */
export type Life = { id: string; batchId: number; transitId: string };

/** What is planted, into a life of how many moves, how, and what the check must say of it then. */
export type Plant = [
  what: string,
  made: number,
  plant: (life: Life) => Promise<unknown>,
  sentence: (life: Life) => string,
];

export const DAY = new Date('2026-01-01T00:00:00Z');

export async function aLife(app: TestApp, clerk: Clerk, made: number): Promise<Life> {
  const [id = ''] = await ordersAtStore(app, 1);
  const batch = await aBatch(app, clerk, [id], 'STORE_TO_FACTORY', allMoves.slice(0, made));
  return { id, batchId: batch.id, transitId: batch.transitId };
}

export const onOrder = (problem: string) => (life: Life) => `order ${life.id}: ${problem}`;
export const onBatch = (problem: string) => (life: Life) => `batch ${life.transitId}: ${problem}`;
