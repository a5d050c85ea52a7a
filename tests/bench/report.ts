import type { Round } from './measure/load.js';
import type { Kind } from './measure/targets.js';

export type Result = {
  database: string;
  scenario: string;
  connections: number;
  budget: number | null;
  medians: Partial<Record<Kind, Round>>;
  /** The product's requests a second as a share of the reference's. */
  ratio: number | null;
};

const HEADINGS = [
  'scenario',
  'load',
  'product/s',
  'reference/s',
  'floor/s',
  'ratio',
  'budget',
  'p50 ms',
  'p99 ms',
  'cpu ms',
  'RSS MiB',
];

/** The results of one database as a Markdown table. */
export function table(results: Result[]): string {
  const rows = results.map(({ scenario, connections, medians, ratio, budget }) => {
    const { product, reference, floor } = medians;
    const missed = budget !== null && ratio !== null && ratio < budget;
    return [
      scenario,
      String(connections),
      number(product?.perSecond),
      number(reference?.perSecond),
      number(floor?.perSecond),
      ratio === null ? '' : ratio.toFixed(2),
      budget === null ? '' : `${budget}${missed ? ' missed' : ''}`,
      number(product?.p50),
      number(product?.p99),
      product ? product.cpuMs.toFixed(2) : '',
      number(product?.rssMiB),
    ];
  });
  return [HEADINGS, HEADINGS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function number(value: number | undefined): string {
  if (value === undefined) return '';
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}
