import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const RETRY_AFTER_MS = 5_000;

export type Listening = { stop(): Promise<void> };

/**
 * Calls `onNotify` for every NOTIFY on this channel, over a connection of its own that is made again whenever it is lost. A wake-up
 * and no more: while there is none, and behind PgBouncer in transaction mode, where none ever arrives, the caller's polling is what
 * finds its work.
 */
export function listen(url: string, channel: string, onNotify: () => void): Listening {
  const stopping = new AbortController();
  let client: pg.Client | undefined;
  const hold = async () => {
    client = new pg.Client({
      connectionString: url,
      application_name: 'fabclean-listen',
      connectionTimeoutMillis: RETRY_AFTER_MS,
      keepAlive: true,
    });
    const lost = new Promise<void>((resolve) => {
      client?.once('error', () => resolve());
      client?.once('end', resolve);
    });
    client.on('notification', onNotify);
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    // What was notified while nobody listened is found now.
    onNotify();
    await lost;
  };
  const keep = async () => {
    while (!stopping.signal.aborted) {
      await hold().catch(() => undefined);
      await client?.end().catch(() => undefined);
      await sleep(RETRY_AFTER_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const kept = keep();
  return {
    stop: async () => {
      stopping.abort();
      await client?.end().catch(() => undefined);
      await kept;
    },
  };
}
