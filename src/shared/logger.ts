import pino from 'pino';
import { currentRequestId } from './request-context.js';
import { scrub } from './scrub.js';

export type Logger = pino.Logger;

const SECRET_KEYS = [
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
];

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
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    serializers: { error: serializeError },
  };
  return destination ? pino(options, destination) : pino(options);
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
