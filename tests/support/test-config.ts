import type { Config } from '../../src/config.js';

/** A server's configuration for tests: cheap hashes, fixed secrets. */
export function testConfig(databaseUrl: string, changes: Partial<Config> = {}): Config {
  return {
    production: false,
    checksResponses: true,
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    databaseDirectUrl: databaseUrl,
    databaseReplicaUrl: undefined,
    databaseSharesConnections: false,
    databasePoolSize: 10,
    // Tests are patient: a busy machine is no failure of what they look at.
    databaseTimeoutMs: 20_000,
    databaseQueueSize: 1_000,
    requestsAtOnce: 64,
    queueWaitMs: 20_000,
    redisUrl: undefined,
    sessionSecrets: ['a session secret that only the tests ever use'],
    tokenSecrets: ['a token secret that only the tests ever use!!'],
    tokenTtlSeconds: 3_600,
    tokenRenewalSeconds: 86_400,
    sessionIdleSeconds: 1_800,
    sessionMaxSeconds: 43_200,
    bcryptCost: 4,
    adminUsername: 'admin',
    adminPassword: 'the admin of the tests',
    corsOrigins: ['http://localhost:5173'],
    barcodeDir: undefined,
    currency: 'INR',
    timeZone: 'Asia/Kolkata',
    country: 'IN',
    trustProxy: 0,
    // Every test comes from the same address; the tests of the limits switch them on.
    rateLimits: false,
    rateLimitFactor: 1,
    metricsToken: undefined,
    webhookTimeoutMs: 400,
    eventRetentionDays: 30,
    trackRetentionDays: undefined,
    stopDelayMs: 0,
    logLevel: 'silent',
    ...changes,
  };
}
