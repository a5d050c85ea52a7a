import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Engine } from './measure/databases.js';

export type Options = {
  engines: Engine[];
  seconds: number;
  rounds: number;
  orders: number;
  /** Only scenarios whose name holds this. */
  only: string;
  /** Of a busy hour, whose requests are sent to see what memory does. */
  minutes: number;
  check: boolean;
  out: string;
  /** Where the tables go as Markdown. */
  markdown: string | undefined;
  /** A folder for CPU profiles of the product. */
  profile: string | undefined;
};

/** What was asked for on the command line. Throws a sentence on anything else. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      database: { type: 'string', default: 'both' },
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '5' },
      orders: { type: 'string', default: '10000' },
      only: { type: 'string', default: '' },
      minutes: { type: 'string', default: '5' },
      check: { type: 'boolean', default: false },
      out: { type: 'string', default: 'data/bench.json' },
      markdown: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const engines = { both: ['sqlite', 'postgresql'], sqlite: ['sqlite'], postgresql: ['postgresql'] }[values.database];
  if (!engines) throw new Error('--database is sqlite, postgresql or both');
  return {
    engines: engines as Engine[],
    seconds: positive(values.seconds, '--seconds'),
    rounds: positive(values.rounds, '--rounds'),
    orders: positive(values.orders, '--orders'),
    only: values.only,
    minutes: Math.max(2, positive(values.minutes, '--minutes')),
    check: values.check,
    out: values.out,
    markdown: values.markdown,
    profile: values.profile && resolve(values.profile),
  };
}

function positive(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} must be a number above 0`);
  return value;
}
