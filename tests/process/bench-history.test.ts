import { expect, test } from 'vitest';
import { createDeps } from '../../src/deps.js';
import { checkInvariants } from '../../src/modules/invariants/index.js';
import { fillHistory } from '../bench/history/fill-history.js';
import { storeFreshOrders } from '../bench/history/fresh-orders.js';
import { providers, seededDatabase } from '../support/raw-database.js';
import { testConfig } from '../support/test-config.js';

test.for(providers)('the benchmark’s history is a shop the product could have made, on %s', async (provider) => {
  const { url } = await seededDatabase(provider);

  await fillHistory(url, 1_000);
  const fresh = await storeFreshOrders(url, 300, 'beef');

  const deps = createDeps(testConfig(url));
  const [violations, orders, customers, waiting] = await Promise.all([
    checkInvariants(deps.db),
    deps.db.order.count(),
    deps.db.customer.count(),
    deps.db.order.count({ where: { id: { in: fresh }, status: 'AT_STORE', openBatchId: null } }),
  ]);
  await deps.close();
  expect(violations).toEqual([]);
  expect({ orders, customers, waiting }).toEqual({ orders: 1_300, customers: 50, waiting: 300 });
});
