import type { TestApp } from './app.js';
import { anEmail, anOrderBody, aService } from './builders.js';

export type Attempt = {
  service: string;
  email: string;
  /** The body of an order for this attempt's own service, e-mail and phone. */
  body: (changes?: Record<string, unknown>) => Record<string, unknown>;
  /** What the attempt left in the database, by its own service, e-mail and phone. */
  traces: () => Promise<{ customers: number; orders: number; lines: number; uses: number }>;
};

export const NO_TRACES = { customers: 0, orders: 0, lines: 0, uses: 0 } as const;

let serial = 0;

/** An order about to be sent, whose every effect on the database can be told from its neighbours'. */
export async function anAttempt(app: TestApp): Promise<Attempt> {
  const { db } = app.deps;
  serial += 1;
  const service = await aService(app);
  const email = anEmail();
  const phone = `+91 555 ${serial}`;
  return {
    service,
    email,
    body: (changes = {}) =>
      anOrderBody({ customerEmail: email, customerPhone: phone, serviceIds: [service], ...changes }),
    traces: async () => ({
      customers: await db.customer.count({ where: { OR: [{ email }, { phone }] } }),
      orders: await db.order.count({ where: { OR: [{ customerEmail: email }, { customerPhone: phone }] } }),
      lines: await db.orderLine.count({ where: { serviceId: service } }),
      uses: (await db.service.findUniqueOrThrow({ where: { id: service } })).usageCount,
    }),
  };
}
