import type { Deps } from '../../deps.js';
import type { Actor } from '../../modules/identity/index.js';
import { createWorker } from '../../modules/workers/index.js';

const STAFF = [
  { name: 'Leela Nair', email: 'leela@example.com', role: 'employee' },
  { name: 'Harish Rao', email: 'harish@example.com', role: 'employee' },
  { name: 'Joseph Dias', email: 'joseph@example.com', role: 'worker' },
  { name: 'Salim Khan', email: 'salim@example.com', role: 'worker' },
  { name: 'Mohan Das', email: 'mohan@example.com', role: 'worker' },
] as const;

/** The people of the demo shop: two at the counter, three with vans, all with this password. */
export async function hireStaff(deps: Deps, admin: Actor, password: string) {
  const hired: Awaited<ReturnType<typeof createWorker>>[] = [];
  for (const person of STAFF) hired.push(await createWorker(deps, admin, { ...person, password }));
  const idsOf = (role: string) => hired.filter((worker) => worker.role === role).map((worker) => worker.id);
  const [employeeId = 0] = idsOf('employee');
  return { employeeId, driverIds: idsOf('worker'), emails: STAFF.map((person) => person.email) };
}
