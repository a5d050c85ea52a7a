import type { Db } from '../../db/client.js';
import type { WebhookEndpoint } from '../../generated/sqlite/client.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import { type Loop, startLoop } from '../../shared/loop.js';
import { lookAtSequence, type Outbox } from '../outbox/index.js';
import { attemptDelivery, type Post } from './attempt-delivery.js';
import { dueDeliveries } from './due-deliveries.sql.js';
import { fanOut } from './fan-out.js';
import { type Outcome, postToTarget } from './post-to-target.js';
import type { ResolveHost } from './resolve-host.js';
import { signedHeaders } from './sign-webhook.js';
import { createSecretBox, type SecretBox } from './webhook-secrets.js';

const POLL_MS = 1_000;
const GAP_MS = 40;
/** Attempts at once: to one endpoint, so that a slow one has nobody else's turn, and of this process. */
const MOST_PER_ENDPOINT = 8;
const MOST_AT_ONCE = 64;
/** While stopping, attempts under way have this long; what is cut off then is made again by whoever comes next. */
const PATIENCE_MS = 3_000;

export type WebhookSender = {
  start(): void;
  /** No attempt begins any more; resolves when those under way are over or cut off. */
  stop(): Promise<void>;
  secrets: SecretBox;
  post: Post;
};

type Deps = {
  db: Db;
  clock: Clock;
  logger: Logger;
  outbox: Outbox;
  production: boolean;
  timeoutMs: number;
  sessionSecrets: readonly string[];
  resolve: ResolveHost;
  onAttempt: (outcome: Outcome) => void;
};

/** Sends events to webhooks, as one of any number of processes that do. */
export function createWebhookSender(deps: Deps): WebhookSender {
  const { db, clock, logger, outbox, production, timeoutMs, resolve } = deps;
  const secrets = createSecretBox(deps.sessionSecrets);
  const cut = new AbortController();
  const underWay = new Map<number, Set<Promise<void>>>();
  let running: { loop: Loop; forget: () => void } | undefined;
  let stopping = false;

  const post: Post = async (endpoint, { id, body }) => {
    const headers = signedHeaders(endpoint, { id, at: clock.now(), body }, secrets);
    if (!headers) return { code: null, error: 'The secret cannot be read: rotate it' };
    return postToTarget(endpoint.url, headers, body, { production, timeoutMs, resolve, signal: cut.signal });
  };
  const attempts = () => [...underWay.values()].flatMap((some) => [...some]);
  const attempt = async (endpoint: WebhookEndpoint, due: { id: number; attempts: number }) => {
    const outcome = await attemptDelivery({ db, clock, post }, endpoint, due);
    if (outcome) deps.onAttempt(outcome);
  };
  const begin = (endpoint: WebhookEndpoint, due: { id: number; attempts: number }) => {
    const mine = underWay.get(endpoint.id) ?? new Set();
    underWay.set(endpoint.id, mine);
    const made = attempt(endpoint, due)
      .catch((error: unknown) => logger.warn({ error }, 'an attempt at a webhook was not settled'))
      .finally(() => {
        mine.delete(made);
        if (mine.size === 0) underWay.delete(endpoint.id);
        running?.loop.wake();
      });
    mine.add(made);
  };
  const run = async () => {
    const endpoints = await db.webhookEndpoint.findMany({ where: { status: 'ENABLED' }, orderBy: { id: 'asc' } });
    if (endpoints.length === 0) return;
    const { last } = await lookAtSequence(db);
    for (const endpoint of endpoints) {
      if (endpoint.cursor < last && (await fanOut(db, endpoint, last, clock.now()))) running?.loop.wake();
      const free = Math.min(
        MOST_PER_ENDPOINT - (underWay.get(endpoint.id)?.size ?? 0),
        MOST_AT_ONCE - attempts().length,
      );
      if (free < 1) continue;
      for (const due of await dueDeliveries(db, endpoint.id, clock.now(), free)) if (!stopping) begin(endpoint, due);
    }
  };
  return {
    secrets,
    post,
    start: () => {
      if (running || stopping) return;
      const loop = startLoop(run, { name: 'webhooks', everyMs: POLL_MS, gapMs: GAP_MS, logger });
      let placed = -1;
      const forget = outbox.onPlaced((last) => {
        if (last === placed) return;
        placed = last;
        loop.wake();
      });
      running = { loop, forget };
    },
    stop: async () => {
      stopping = true;
      running?.forget();
      await running?.loop.stop();
      const timer = setTimeout(() => cut.abort(), PATIENCE_MS);
      await Promise.allSettled(attempts());
      clearTimeout(timer);
    },
  };
}
