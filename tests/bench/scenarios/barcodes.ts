import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fire, type LoadRequest } from '../measure/load.js';
import type { Target } from '../measure/targets.js';
import { historyOrder } from './history-orders.js';
import type { Scenario } from './scenario.js';

/** Far more than a round asks for, and than the product remembers the bars of. In the next rounds they may come again. */
const ORDERS = 5_000;

const next = new Map<string, number>();

/** Every request is another order's, whose picture must be drawn. Empties the folder of the reference first. */
export function unseenBarcodes({ barcodeFolder }: Target): LoadRequest {
  if (existsSync(barcodeFolder)) for (const file of readdirSync(barcodeFolder)) rmSync(join(barcodeFolder, file));
  const nextPath = () => {
    const index = next.get(barcodeFolder) ?? 0;
    next.set(barcodeFolder, index + 1);
    return `/api/orders/${historyOrder(index % ORDERS)}/barcode.png`;
  };
  return { path: nextPath(), nextPath };
}

/** The reference draws with the library itself, in its one thread, when it is asked. */
export const barcodeScenario: Scenario = {
  name: 'GET barcode.png, not rendered yet',
  budget: 0.6,
  connections: [16],
  against: ['product', 'reference'],
  run: ({ target, connections, seconds }) => fire(target, unseenBarcodes(target), connections, seconds),
};
