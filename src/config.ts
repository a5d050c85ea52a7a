import { config as readDotEnv } from 'dotenv';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { problemOfDatabaseUrl, problemOfPostgresql } from './db/database-url.js';
import { developmentSecrets } from './process/development-secrets.js';
import { decimalsOf, MOST_DECIMALS } from './shared/currency.js';
import { isPhoneCountry } from './shared/phone.js';

const LOCAL_PORTS = [3000, 4173, 5173, 5174, 5175, 5176, 8080];
const LOCAL_ORIGINS = LOCAL_PORTS.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]);

// Printed in public documents of this system and its predecessor: worthless as secrets.
const DOCUMENTED = /super-.*-loki|your-.*-here|production-.*secret|change-?me|^secret$/i;

/** Limits that are raised further than this protect nobody any more. */
const MOST_IN_PRODUCTION = 100;

/** Names that Express has for networks. */
const PROXY_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

const list = z.string().transform(splitList);
/** Secrets, where separators alone are as good as nothing. */
const secrets = z
  .string()
  .transform((text) => (splitList(text).length > 0 ? splitList(text) : undefined))
  .optional();

const postgresqlUrl = z.string().superRefine(refuseFor(problemOfPostgresql));

const variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(5005),
  HOST: z.string().optional(),
  DATABASE_URL: z.string().default('file:./data/fabclean.db').superRefine(refuseFor(problemOfDatabaseUrl)),
  DATABASE_DIRECT_URL: postgresqlUrl.optional(),
  DATABASE_REPLICA_URL: postgresqlUrl.optional(),
  DATABASE_POOLER: z.enum(['off', 'transaction']).default('off'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  DATABASE_TIMEOUT_MS: z.coerce.number().int().min(500).max(60_000).default(4_000),
  DATABASE_QUEUE_SIZE: z.coerce.number().int().min(1).max(100_000).default(1_000),
  REQUESTS_AT_ONCE: z.coerce.number().int().min(1).max(10_000).default(64),
  QUEUE_WAIT_MS: z.coerce.number().int().min(50).max(60_000).default(2_000),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/./, 'must start with redis:// or rediss://')
    .optional(),
  SECRET_KEY: secrets,
  JWT_SECRET_KEY: secrets,
  TOKEN_TTL_SECONDS: z.coerce.number().int().min(60).max(31_536_000).default(43_200),
  TOKEN_RENEWAL_SECONDS: z.coerce.number().int().min(60).max(31_536_000).default(604_800),
  SESSION_IDLE_SECONDS: z.coerce.number().int().min(60).max(86_400).default(1_800),
  SESSION_MAX_SECONDS: z.coerce.number().int().min(60).max(604_800).default(43_200),
  BCRYPT_COST: z.coerce.number().int().min(4).max(15).default(10),
  ADMIN_USERNAME: z.string().min(1).max(100).default('admin'),
  ADMIN_PASSWORD: z.string().optional(),
  CORS_ORIGINS: list.optional(),
  BARCODE_DIR: z.string().optional(),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a three-letter currency code')
    .refine((code) => decimalsOf(code) <= MOST_DECIMALS, 'must be a currency of at most three decimals')
    .default('INR'),
  TIME_ZONE: z.string().default('Asia/Kolkata').refine(isTimeZone, 'must be an IANA time zone'),
  COUNTRY: z
    .string()
    .default('IN')
    .refine(isPhoneCountry, 'must be a two-letter country code of ISO 3166, in capitals'),
  TRUST_PROXY: z.string().default('0').refine(isTrustProxy, 'must be a number of hops or a list of addresses'),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  RATE_LIMIT_FACTOR: z.coerce.number().min(0.1).max(10_000).default(1),
  METRICS_TOKEN: z.string().optional(),
  WEBHOOK_TIMEOUT_MS: z.coerce.number().int().min(100).max(15_000).default(12_000),
  EVENT_RETENTION_DAYS: z.coerce.number().int().min(4).max(3_650).default(30),
  TRACK_RETENTION_DAYS: z.coerce.number().int().min(30).max(36_500).optional(),
  STOP_DELAY_MS: z.coerce.number().int().min(0).max(5_000).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The names `.env.example` must document, one line each. */
export const variableNames = Object.keys(variables.shape);

export type Config = ReturnType<typeof readConfig>;

/** The configuration, from the process environment and `.env`. Throws a `ConfigError` that names every wrong variable and no value. */
export function loadConfig(): Config {
  readDotEnv({ quiet: true });
  return readConfig(process.env);
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function readConfig(env: Record<string, string | undefined>) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = variables.safeParse(present);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...replicaProblems(present),
    ...(present['NODE_ENV'] === 'production' ? productionProblems(present) : []),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'));
  const given = parsed.data;
  const production = given.NODE_ENV === 'production';
  return {
    production,
    /** Whether every answer is checked against its schema: costs time, so not in production. */
    checksResponses: !production,
    port: given.PORT,
    host: given.HOST,
    databaseUrl: given.DATABASE_URL,
    /** Past any pooler, for what needs a connection of its own: migrations, and listening. */
    databaseDirectUrl: given.DATABASE_DIRECT_URL ?? given.DATABASE_URL,
    /** A standby for lists and reports. */
    databaseReplicaUrl: given.DATABASE_REPLICA_URL,
    /** Whether a pooler hands each transaction another connection, so that nothing may be left on one. */
    databaseSharesConnections: given.DATABASE_POOLER === 'transaction',
    databasePoolSize: given.DATABASE_POOL_SIZE,
    databaseTimeoutMs: given.DATABASE_TIMEOUT_MS,
    databaseQueueSize: given.DATABASE_QUEUE_SIZE,
    /** How many requests are worked on at once. */
    requestsAtOnce: given.REQUESTS_AT_ONCE,
    /** How long a request may stand in any line before it is refused. */
    queueWaitMs: given.QUEUE_WAIT_MS,
    redisUrl: given.REDIS_URL,
    sessionSecrets: given.SECRET_KEY ?? [developmentSecrets().sessionSecret],
    tokenSecrets: given.JWT_SECRET_KEY ?? [developmentSecrets().tokenSecret],
    tokenTtlSeconds: given.TOKEN_TTL_SECONDS,
    tokenRenewalSeconds: given.TOKEN_RENEWAL_SECONDS,
    sessionIdleSeconds: given.SESSION_IDLE_SECONDS,
    sessionMaxSeconds: given.SESSION_MAX_SECONDS,
    bcryptCost: given.BCRYPT_COST,
    adminUsername: given.ADMIN_USERNAME,
    adminPassword: given.ADMIN_PASSWORD,
    corsOrigins: given.CORS_ORIGINS ?? (production ? [] : LOCAL_ORIGINS),
    /** Where pictures were kept once; told of at the start, and used for nothing. */
    barcodeDir: given.BARCODE_DIR,
    currency: given.CURRENCY,
    timeZone: given.TIME_ZONE,
    /** Where phone numbers are from that do not say it, by ISO 3166. */
    country: given.COUNTRY,
    trustProxy: /^\d+$/.test(given.TRUST_PROXY) ? Number(given.TRUST_PROXY) : splitList(given.TRUST_PROXY),
    rateLimits: given.RATE_LIMITS === 'on',
    rateLimitFactor: given.RATE_LIMIT_FACTOR,
    metricsToken: given.METRICS_TOKEN,
    webhookTimeoutMs: given.WEBHOOK_TIMEOUT_MS,
    eventRetentionDays: given.EVENT_RETENTION_DAYS,
    trackRetentionDays: given.TRACK_RETENTION_DAYS,
    stopDelayMs: given.STOP_DELAY_MS ?? (production ? 2_000 : 0),
    logLevel: given.LOG_LEVEL,
  };
}

function replicaProblems(env: Record<string, string | undefined>): string[] {
  const isSqlite = (env['DATABASE_URL'] ?? 'file:').startsWith('file:');
  if (!isSqlite || env['DATABASE_REPLICA_URL'] === undefined) return [];
  return ['DATABASE_REPLICA_URL needs PostgreSQL in DATABASE_URL: SQLite has no replica'];
}

function productionProblems(env: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  for (const name of ['SECRET_KEY', 'JWT_SECRET_KEY'] as const) {
    const given = splitList(env[name] ?? '');
    if (given.length === 0) problems.push(`${name} must be set in production`);
    if (given.some((secret) => Buffer.byteLength(secret) < 32)) problems.push(`${name} must be at least 32 bytes long`);
    if (given.some((secret) => DOCUMENTED.test(secret))) problems.push(`${name} is a documented example`);
  }
  if (Number(env['RATE_LIMIT_FACTOR'] ?? 1) > MOST_IN_PRODUCTION) {
    problems.push(`RATE_LIMIT_FACTOR must be at most ${MOST_IN_PRODUCTION} in production`);
  }
  if (env['RATE_LIMITS'] === 'off') problems.push('RATE_LIMITS must be on in production');
  if (Number(env['BCRYPT_COST'] ?? 10) < 10) problems.push('BCRYPT_COST must be at least 10 in production');
  return problems;
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function refuseFor(problemOf: (value: string) => string | null) {
  return (value: string, context: z.core.$RefinementCtx<string>) => {
    const message = problemOf(value);
    if (message !== null) context.addIssue({ code: 'custom', message });
  };
}

// A list that everybody is on would let every client name itself.
function isTrustProxy(text: string): boolean {
  if (/^\d+$/.test(text)) return true;
  const parts = splitList(text);
  return parts.length > 0 && parts.every((part) => PROXY_NETWORKS.has(part) || isNetwork(part));
}

function isNetwork(text: string): boolean {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text)[1] > 0;
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
