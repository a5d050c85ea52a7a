import { Findings } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { type PlannedBatch, planBatches } from './plan-batches.js';
import { planFormerColleagues } from './plan-colleagues.js';
import { type PlannedDelivery, type PlannedTrack, planDeliveries, planTracks } from './plan-journeys.js';
import { type PlannedOrder, planOrders } from './plan-orders.js';
import { type JudgeHash, type PlannedCustomer, type PlannedWorker, planCustomers, planWorkers } from './plan-people.js';
import { type PlannedService, planServices } from './plan-services.js';
import { Statuses } from './plan-statuses.js';
import { CustomersOfOrders } from './plan-walk-ins.js';
import type { Question, StatusAnswers } from './status-answers.js';

export type ImportPlan = {
  services: PlannedService[];
  customers: PlannedCustomer[];
  workers: PlannedWorker[];
  orders: PlannedOrder[];
  batches: PlannedBatch[];
  deliveries: PlannedDelivery[];
  tracks: PlannedTrack[];
  findings: Findings;
  /** What the operator has to say before anything is written. */
  questions: Question[];
};

type Options = { judge: JudgeHash; now: Date; country: string; answers: StatusAnswers };

/** What the older database becomes here, decided from the file and the answers alone: the same always make the same records. */
export function planImport(data: LegacyData, { judge, now, country, answers }: Options): ImportPlan {
  const findings = new Findings();
  const services = planServices(data, findings);
  const people = new CustomersOfOrders(data, planCustomers(data, findings, judge, now), country);
  const workers = planWorkers(data, findings, judge, now);
  planFormerColleagues(data, workers, findings, now);
  const statuses = new Statuses(answers, findings, now);
  const orders = planOrders(data, { people, services, statuses }, findings, now);
  const batches = planBatches(data, orders, findings, now);
  const deliveries = planDeliveries(data, orders, workers, findings, now);
  const tracks = planTracks(data, orders, workers, findings);
  for (const { id } of data.user) findings.add('user', id, 'left out: an admin makes accounts of the console anew');
  return {
    services: [...services.values()],
    customers: people.all,
    workers: [...new Set([...workers.byId.values(), ...workers.byDriver.values()])],
    orders: [...orders.values()],
    batches,
    deliveries,
    tracks,
    findings,
    questions: statuses.questions,
  };
}
