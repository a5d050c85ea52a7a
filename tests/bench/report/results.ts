import type { Machine } from '../measure/machine.js';
import type { Options } from '../options.js';
import type { Comparison, Finding } from '../scenarios/scenario.js';
import type { StatementCount } from '../statements/count-statements.js';

/** Everything that was measured on one database. */
export type DatabaseResults = {
  database: string;
  comparisons: ({ scenario: string } & Comparison)[];
  findings: ({ scenario: string } & Finding)[];
  statements: StatementCount[];
};

export type Results = {
  at: string;
  machine: Machine & { postgresql?: string };
  options: Pick<Options, 'seconds' | 'rounds' | 'orders' | 'only' | 'minutes'>;
  databases: DatabaseResults[];
};
