import pg from 'pg';
import type { OpenTransaction } from '../engine.js';
import { revocable, type Writer } from '../statements/writer.js';
import type { OnStatement } from '../watch-statements.js';

type Options = { writerOn: (client: pg.ClientBase) => Writer; onStatement: OnStatement | undefined };

/** Begins a transaction on a connection of the pool, which gets it back at the end; one that may still be in a transaction is closed. */
export async function beginPlain(pool: pg.Pool, { writerOn, onStatement }: Options): Promise<OpenTransaction> {
  const client = await pool.connect();
  let isOpen = true;
  const send = async (text: 'BEGIN' | 'COMMIT' | 'ROLLBACK') => {
    onStatement?.({ query: text, params: '[]' });
    return client.query(text);
  };
  const end = async (text: 'COMMIT' | 'ROLLBACK') => {
    isOpen = false;
    try {
      const { command } = await send(text);
      client.release();
      return command;
    } catch (error) {
      client.release(error instanceof pg.DatabaseError ? undefined : true);
      throw error;
    }
  };
  try {
    await send('BEGIN');
  } catch (error) {
    client.release(true);
    throw error;
  }
  const refuse = () => {
    if (!isOpen) throw new Error('a statement came after the end of its transaction');
  };
  return {
    writer: revocable(writerOn(client), refuse),
    commit: async () => {
      // PostgreSQL says so, and no more, when it rolls back because a statement has failed.
      if ((await end('COMMIT')) !== 'COMMIT')
        throw new Error('a transaction went on after a statement of it had failed');
    },
    rollback: async () => {
      await end('ROLLBACK').catch(() => undefined);
    },
  };
}
