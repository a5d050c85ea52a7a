import { z } from 'zod';

export const dashboardWire = z
  .strictObject({
    totalRevenue: z.number(),
    totalOrders: z.int(),
    newCustomers: z.int(),
    pendingPickups: z.int(),
    shipmentsInTransit: z.int(),
    overdueOrders: z.int(),
    orderStatusData: z.array(z.strictObject({ name: z.string(), value: z.int() })),
    servicePopularityData: z.array(z.strictObject({ name: z.string(), orders: z.int() })),
    salesData: z.array(z.strictObject({ day: z.string(), orders: z.int(), revenue: z.number() })),
  })
  .meta({
    id: 'Dashboard',
    description: 'Sales of a range of days, and what waits now.',
    examples: [
      {
        totalRevenue: 2100,
        totalOrders: 3,
        newCustomers: 1,
        pendingPickups: 2,
        shipmentsInTransit: 1,
        overdueOrders: 0,
        orderStatusData: [{ name: 'At Store', value: 2 }],
        servicePopularityData: [{ name: 'Laundry', orders: 3 }],
        salesData: [{ day: '2026-11-30', orders: 3, revenue: 2100 }],
      },
    ],
  });
