import bwip from 'bwip-js/node';
import type { SessionData } from 'express-session';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { RedisSessionStore } from '../../../src/http/redis-session-store.js';
import { redisCounter } from '../../../src/rate-limits/redis-counter.js';
import type { Redis, RedisClient } from '../../../src/redis/open-redis.js';
import { lostPart } from '../../support/lost-part.js';

/*
 * What libraries do among themselves and the product leans on. A change by an upgrade is told here, with the file that needs another way.
 */

test('connect-redis asks its client for get, set, expire and del alone', async () => {
  const session = { cookie: { originalMaxAge: 60_000 } } as SessionData;
  const asked: string[] = [];
  const answers: Record<string, unknown> = { get: JSON.stringify(session), set: 'OK', expire: 1, del: 1 };
  const store = new RedisSessionStore({ redis: redisWith(answers, asked), logger: pino({ level: 'silent' }) });

  const lost = lostPart('src/http/redis-session-store.ts', 'offers only these four');
  await told((done) => store.set('a', session, done), lost);
  expect(await told((done) => store.get('a', done), lost)).toEqual(session);
  await told((done) => store.touch('a', session, done), lost);
  await told((done) => store.destroy('a', done), lost);

  expect(asked, lost).toEqual(['set', 'get', 'expire', 'del']);
});

test('rate-limiter-flexible gives a script of ours one key and first the points, the seconds and the most', async () => {
  const given: unknown[] = [];
  const answers = { eval: [1, 60_000] };
  const counter = redisCounter(redisWith(answers, [], given), { keyPrefix: 'test', points: 7, duration: 60 });

  const state = await counter.consume('somebody', 2);

  const [script, { keys, arguments: values }] = given[0] as [string, { keys: string[]; arguments: string[] }];
  const lost = lostPart('src/rate-limits/redis-counter.ts', 'counts something else with its script');
  expect(script, lost).toContain('held + change');
  expect(keys, lost).toEqual(['fabclean:limit:test:somebody']);
  expect(values.slice(0, 3), lost).toEqual(['2', '60', '7']);
  expect(state, 'its answer is read otherwise').toMatchObject({ consumedPoints: 1, remainingPoints: 6 });
});

test('the default export of bwip-js makes bars without drawing, and has the outlines of its type', () => {
  const [symbol] = bwip.raw({ bcid: 'code128', text: 'AB' });

  expect(symbol, lostPart('src/modules/barcodes/encode-bars.ts', 'finds no bars')).toHaveProperty('sbs');
  const lost = lostPart('src/modules/barcodes/glyphs.ts', 'has no type to write with');
  expect(bwip.FontLib?.lookup, lost).toBeInstanceOf(Function);
  expect(bwip.FontLib.getpaths(bwip.FontLib.lookup('OCR-B'), 'A'.charCodeAt(0), 10, 10).length, lost).toBeGreaterThan(
    3,
  );
});

/** A Redis that gives these answers, and writes down which commands were asked for, with what. */
function redisWith(answers: Record<string, unknown>, asked: string[], given: unknown[] = []): Redis {
  const command =
    (name: string) =>
    (...values: unknown[]) => {
      asked.push(name);
      given.push(values);
      return Promise.resolve(answers[name]);
    };
  const client = Object.fromEntries(Object.keys(answers).map((name) => [name, command(name)]));
  return { ask: (work) => work(client as unknown as RedisClient), close: () => Promise.resolve() };
}

type Done = (error?: unknown, value?: unknown) => void;

function told(ask: (done: Done) => unknown, lost: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    ask((error, value) => (error ? reject(new Error(lost, { cause: error })) : resolve(value)));
  });
}
