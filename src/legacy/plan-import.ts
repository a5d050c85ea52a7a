import { Findings } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { type PlannedBatch, planBatches } from './plan-batches.js';
import { type PlannedDelivery, type PlannedTrack, planDeliveries, planTracks } from './plan-journeys.js';
import { type PlannedOrder, planOrders } from './plan-orders.js';
import { type JudgeHash, type PlannedCustomer, type PlannedWorker, planCustomers, planWorkers } from './plan-people.js';
import { type PlannedService, planServices } from './plan-services.js';

export type ImportPlan = {
  services: PlannedService[];
  customers: PlannedCustomer[];
  workers: PlannedWorker[];
  orders: PlannedOrder[];
  batches: PlannedBatch[];
  deliveries: PlannedDelivery[];
  tracks: PlannedTrack[];
  findings: Findings;
};

/** What the older database becomes here, decided from the file alone: the same file always makes the same records. */
export function planImport(data: LegacyData, judge: JudgeHash, now: Date): ImportPlan {
  const findings = new Findings();
  const services = planServices(data, findings);
  const people = planCustomers(data, findings, judge, now);
  const workers = planWorkers(data, findings, judge, now);
  const orders = planOrders(data, people, services, findings, now);
  const batches = planBatches(data, orders, findings, now);
  const deliveries = planDeliveries(data, orders, workers, findings, now);
  const tracks = planTracks(data, orders, workers, findings);
  for (const { id } of data.user) findings.add('user', id, 'left out: an admin makes accounts of the console anew');
  return {
    services: [...services.values()],
    customers: [...people.values()],
    workers,
    orders: [...orders.values()],
    batches,
    deliveries,
    tracks,
    findings,
  };
}
