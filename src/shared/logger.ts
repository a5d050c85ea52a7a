import { type EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { currentRequestId } from './request-context.js';
import { scrub } from './scrub.js';

export type Logger = pino.Logger;

const SECRET_KEYS: ReadonlySet<string> = new Set([
  'password',
  'passwordHash',
  'new_password',
  'current_password',
  'token',
  'trackingToken',
  'orderToken',
  'authorization',
  'cookie',
  'secret',
]);

const DEEPEST = 3;

/** One JSON object a line, with the request id of the request being served. Secrets, e-mails and phones never come through. */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const requestId = currentRequestId();
      return requestId ? { requestId } : {};
    },
    formatters: { log: (line) => masked(line, DEEPEST) },
    serializers: { error: serializeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

const LAST_LINE_WITHIN_MS = 1_000;
const LEFT_OUT_WITHIN_MS = 50;

/**
 * Logs this as the last line; resolves when it and all before it are written, or after a second. Where the level leaves it out, lines
 * under way have a moment. Never rejects, also when nobody reads the log any more.
 */
export async function logLast(logger: Logger, message: string): Promise<void> {
  const destination = Reflect.get(logger, pino.symbols.streamSym) as EventEmitter;
  // Lines are written beside the event loop. One under way when the process goes comes after those that are flushed then, or never.
  const written = once(destination, 'drain').catch(() => undefined);
  logger.info(message);
  await Promise.race([written, sleep(logger.isLevelEnabled('info') ? LAST_LINE_WITHIN_MS : LEFT_OUT_WITHIN_MS)]);
}

// Pino's own redaction looks for every path in every line, which took an eighth of the time of GET /ping. What holds no secret is
// not copied; an error is left to its serializer.
function masked(fields: object, depth: number): Record<string, unknown> {
  let copy: object | undefined;
  for (const [key, value] of Object.entries(fields)) {
    const shown = SECRET_KEYS.has(key) ? '[redacted]' : depth > 1 && isFields(value) ? masked(value, depth - 1) : value;
    if (shown === value) continue;
    copy ??= Array.isArray(fields) ? Object.assign([], fields) : { ...fields };
    Object.assign(copy, { [key]: shown });
  }
  return (copy ?? fields) as Record<string, unknown>;
}

function isFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}

// Errors of drivers and libraries quote what they choked on.
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message: scrub(message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: scrub(stack ?? ''),
    ...(cause === undefined ? {} : { cause: serializeError(cause) }),
  };
}
