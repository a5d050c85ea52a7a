import { z } from 'zod';

export const dashboardWire = z.strictObject({
  totalRevenue: z.number(),
  totalOrders: z.int(),
  newCustomers: z.int(),
  pendingPickups: z.int(),
  shipmentsInTransit: z.int(),
  overdueOrders: z.int(),
  orderStatusData: z.array(z.strictObject({ name: z.string(), value: z.int() })),
  servicePopularityData: z.array(z.strictObject({ name: z.string(), orders: z.int() })),
  salesData: z.array(z.strictObject({ day: z.string(), orders: z.int(), revenue: z.number() })),
});
