import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { orderCommands, type Real } from '../support/order-commands.js';
import type { Model } from '../support/order-model.js';
import { expectSame } from '../support/same-as-model.js';

let app: TestApp;
let clerks: Real['clerks'];
beforeAll(async () => {
  app = await startApp();
  const employee = await aWorker(app, 'EMPLOYEE');
  clerks = [
    { portal: '/admin/api', headers: await anAdmin(app), label: 'admin:1' },
    { portal: '/employee/api', headers: employee.as(), label: `employee:${employee.id}` },
  ];
});
afterAll(() => app.close());

test('whatever an admin, an employee and a customer do in turn, orders and batches live as the contract says', async () => {
  const reached = new Set<string>();

  await fc.assert(
    fc.asyncProperty(fc.commands(orderCommands, { maxCommands: 60, size: 'max' }), async (commands) => {
      const model: Model = { orders: [], batches: [] };
      const real: Real = { app, clerks, owner: await aCustomer(app) };
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await expectSame(model, real);
      for (const order of model.orders) for (const [status] of order.told) reached.add(status);
      expect(await checkInvariants(app.deps.db)).toEqual([]);
    }),
    { numRuns: 15 },
  );

  // A model that never gets orders off the counter would agree with anything.
  expect(reached).toContain('Processing');
}, 240_000);
