import pg from 'pg';
import type { PlanNode } from './bounded-plan.js';

/** One statement that ran inside a trigger, with the plan that it ran by. */
export type RunStatement = { query: string; plan: PlanNode };

/**
 * Runs these statements, takes them back, and answers what their triggers ran: PostgreSQL's own module auto_explain tells it. Scanning is
 * made dear, so that what is still scanned has no index to go by.
 */
export async function statementsOfTriggers(url: string, statements: readonly string[]): Promise<RunStatement[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const told: RunStatement[] = [];
  client.on('notice', ({ message }) => {
    const json = /plan:\n([\s\S]*)$/.exec(message ?? '')?.[1];
    if (!json) return;
    const { Plan, 'Query Text': query } = JSON.parse(json) as { Plan: PlanNode; 'Query Text': string };
    // Its own checks of foreign keys end at the first row.
    if (!statements.includes(query) && !query.includes('FROM ONLY')) told.push({ query, plan: Plan });
  });
  try {
    await client.query(`LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_format = json;
      SET auto_explain.log_nested_statements = on; SET client_min_messages = log; SET enable_seqscan = off`);
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement);
    await client.query('ROLLBACK');
    return told;
  } finally {
    await client.end();
  }
}

/** `<operation> on <table>` of every trigger that the product made. */
export async function triggersOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ on: string }>(
      `SELECT DISTINCT lower(event_manipulation) || ' on ' || event_object_table AS "on" FROM information_schema.triggers ORDER BY 1`,
    );
    return rows.map((row) => row.on);
  } finally {
    await client.end();
  }
}
