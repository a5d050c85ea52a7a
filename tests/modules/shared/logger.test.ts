import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLogger, logLast } from '../../../src/shared/logger.js';

/** What one call of the logger writes. */
function logged(fields: object): Record<string, unknown> {
  let written = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  createLogger('info', destination).info(fields, 'said');
  return JSON.parse(written) as Record<string, unknown>;
}

test('values of secret keys are masked at three levels, in lists too, and what was logged stays as it is', () => {
  const fields = {
    token: 'canary-1',
    caller: { name: 'Asha', password: 'canary-2', session: { cookie: 'canary-3' } },
    tries: [{ secret: 'canary-4', at: 7 }],
  };

  const line = logged(fields);

  expect(line).toMatchObject({
    token: '[redacted]',
    caller: { name: 'Asha', password: '[redacted]', session: { cookie: '[redacted]' } },
    tries: [{ secret: '[redacted]', at: 7 }],
  });
  expect(fields.caller.session.cookie).toBe('canary-3');
});

test('an error is written with its parts, masked', () => {
  const line = logged({ error: new Error('boom for asha@example.com', { cause: new Error('Bearer canary-5') }) });

  expect(line['error']).toMatchObject({
    name: 'Error',
    message: 'boom for [e-mail]',
    cause: { message: 'Bearer [redacted]' },
  });
});

test('the last line is waited for until everything is written', async () => {
  const written: string[] = [];
  const destination = Object.assign(new EventEmitter(), { write: (line: string) => written.push(line) });
  let over = false;

  const last = logLast(createLogger('info', destination), 'stopped').then(() => {
    over = true;
  });
  await nextTurn();
  expect(written).toHaveLength(1);
  expect(over).toBe(false);
  destination.emit('drain');
  await last;
});

test('a last line that the level leaves out is not waited for, and nobody who left is', async () => {
  const destination = Object.assign(new EventEmitter(), { write: () => expect.unreachable() });

  await logLast(createLogger('warn', destination), 'stopped');

  const closed = Object.assign(new EventEmitter(), { write: () => closed.emit('error', new Error('EPIPE')) });
  await logLast(createLogger('info', closed), 'stopped');
});
