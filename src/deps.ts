import type { Config } from './config.js';
import { closeDb, createDb } from './db/open.js';
import { providerOf } from './db/provider.js';
import { StorageWatch } from './db/storage-watch.js';
import type { OnStatement } from './db/watch-statements.js';
import { createMetrics } from './http/metrics.js';
import { UnsentAnswers } from './http/unsent-answers.js';
import { measureDatabase } from './metrics/measure-database.js';
import { measureOrders } from './metrics/measure-orders.js';
import { measureProcess } from './metrics/measure-process.js';
import { measureReplica } from './metrics/measure-replica.js';
import { measureRetention } from './metrics/measure-retention.js';
import { measureStreams } from './metrics/measure-streams.js';
import { measureWebhooks } from './metrics/measure-webhooks.js';
import { createBarcodes } from './modules/barcodes/index.js';
import { keepPhoneKeys } from './modules/customers/index.js';
import { createPasswords, createTokens } from './modules/identity/index.js';
import { createLiveEvents, type LiveEvents } from './modules/live/index.js';
import { countOpenOrders } from './modules/orders/index.js';
import { createOutbox } from './modules/outbox/index.js';
import { createRegularsIndexer, createTermRemaker } from './modules/search/index.js';
import { keepTotals } from './modules/totals/index.js';
import { createHostResolver, createWebhookSender, type ResolveHost } from './modules/webhooks/index.js';
import { createAdmission } from './overload/admission.js';
import type { Lifecycle } from './process/lifecycle.js';
import { createReadiness } from './process/readiness.js';
import { createCounters } from './rate-limits/counters.js';
import { createLimits } from './rate-limits/index.js';
import { openRedis } from './redis/open-redis.js';
import { createReplica, type Replica } from './replica/replica.js';
import { createRetention } from './retention/retention.js';
import { type Clock, systemClock } from './shared/clock.js';
import { type Ids, randomIds } from './shared/ids.js';
import { createLogger, type Logger } from './shared/logger.js';

export type Deps = ReturnType<typeof createDeps>;

/** Everything the server is made of, wired once. Times, identifiers and the log can be replaced, so that tests need no fake timers. */
export function createDeps(
  config: Config,
  replace: { clock?: Clock; ids?: Ids; logger?: Logger; onStatement?: OnStatement; resolveHost?: ResolveHost } = {},
) {
  const clock = replace.clock ?? systemClock;
  const logger = replace.logger ?? createLogger(config.logLevel);
  const provider = providerOf(config.databaseUrl);
  const metrics = createMetrics();
  const storage = new StorageWatch();
  const dbOptions = {
    poolSize: config.databasePoolSize,
    sharesConnections: config.databaseSharesConnections,
    timeoutMs: config.databaseTimeoutMs,
    queueSize: config.databaseQueueSize,
    onStatement: replace.onStatement,
  };
  const db = createDb(config.databaseUrl, { ...dbOptions, storage, meter: measureDatabase(metrics.registry) });
  const replica: Replica | null =
    config.databaseReplicaUrl === undefined
      ? null
      : createReplica({
          primary: db,
          replica: createDb(config.databaseReplicaUrl, dbOptions),
          timeoutMs: config.databaseTimeoutMs,
          logger,
          onRead: measureReplica(metrics.registry),
        });
  const redis = config.redisUrl === undefined ? null : openRedis(config.redisUrl, logger);
  const passwords = createPasswords(config.bcryptCost, config.queueWaitMs);
  measureProcess(metrics.registry, provider, passwords.waiting);
  measureOrders(metrics.registry, () => countOpenOrders(db));
  const onRemoved = measureRetention(metrics.registry);
  const retention = createRetention({ config, db, clock, logger, onRemoved });
  const barcodes = createBarcodes();
  const totals = keepTotals({ db, logger });
  const termRemaker = createTermRemaker({ db, clock, logger });
  const regularsIndexer = createRegularsIndexer({ db, logger });
  const phoneKeys = keepPhoneKeys({ db, country: config.country, logger });
  const outbox = createOutbox({ db, provider, logger, databaseUrl: config.databaseDirectUrl });
  const webhooks = createWebhookSender({
    db,
    clock,
    logger,
    outbox,
    production: config.production,
    timeoutMs: config.webhookTimeoutMs,
    sessionSecrets: config.sessionSecrets,
    resolve: replace.resolveHost ?? createHostResolver(),
    onAttempt: measureWebhooks(metrics.registry),
  });
  const onEnd = measureStreams(metrics.registry, () => live.count());
  const live: LiveEvents = createLiveEvents({ db, clock, logger, outbox, onEnd });
  const lifecycle: Lifecycle = { leaving: false, stopping: false, notReady: 'The server is starting', open: new Set() };
  const stopBackground = () =>
    Promise.allSettled([
      retention.stop(),
      webhooks.stop(),
      live.stop(),
      outbox.stop(),
      totals.stop(),
      termRemaker.stop(),
      regularsIndexer.stop(),
      phoneKeys.stop(),
    ]);
  return {
    config,
    clock,
    logger,
    db,
    replica,
    provider,
    ids: replace.ids ?? randomIds,
    passwords,
    barcodes,
    outbox,
    webhooks,
    live,
    tokens: createTokens({
      secrets: config.tokenSecrets,
      ttlSeconds: config.tokenTtlSeconds,
      renewalSeconds: config.tokenRenewalSeconds,
      clock,
    }),
    limits: createLimits({
      counters: createCounters({ db, clock, redis }),
      logger,
      enabled: config.rateLimits,
      factor: config.rateLimitFactor,
      waitMs: config.queueWaitMs,
    }),
    unsent: new UnsentAnswers(),
    currency: config.currency,
    country: config.country,
    redis,
    lifecycle,
    admission: createAdmission(config),
    readiness: createReadiness({ db, redis, provider, currency: config.currency, storage, lifecycle, logger }),
    metrics,
    retention,
    termRemaker,
    regularsIndexer,
    /** Begins what runs beside the requests, once the database is known to be right. */
    startBackground: () => {
      retention.start();
      outbox.start();
      webhooks.start();
      live.start();
      totals.start();
      termRemaker.start();
      regularsIndexer.start();
      phoneKeys.start();
    },
    /** Nothing new begins beside the requests any more. */
    stopBackground,
    /** Finishes background work and lets go of threads, pools and files. */
    close: async () => {
      await Promise.allSettled([stopBackground(), passwords.close(), redis?.close()]);
      await Promise.all([replica?.close(), closeDb(db)]);
    },
  };
}
