import { median } from '../measure/spread.js';
import type { Stage } from '../measure/stage.js';
import { startTarget } from '../measure/targets.js';
import type { Finding, Trial } from './scenario.js';

const STARTS = 5;
const BUDGET_MS = 1_500;

export const readyTrial: Trial = { name: 'from start to ready', run: startOften };

/** `node dist/main.js` on a migrated database, until `GET /readyz` answers 200. */
async function startOften(stage: Stage): Promise<Finding> {
  const url = await stage.copy('ready');
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const target = await startTarget('product', url, stage.folder, { name: `${stage.engine}-ready` });
    times.push(target.readyMs);
    await target.stop();
  }
  const middle = median(times);
  return {
    figures: [
      { label: `median of ${STARTS}`, value: middle, unit: 'ms' },
      { label: 'slowest', value: Math.max(...times), unit: 'ms' },
    ],
    budgets: [{ what: 'start to ready, median in ms', is: 'at most', limit: BUDGET_MS, value: middle }],
  };
}
