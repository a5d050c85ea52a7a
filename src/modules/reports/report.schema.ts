import { z } from 'zod';

export const dashboardWire = z
  .strictObject({
    totalRevenue: z.number(),
    totalOrders: z.int(),
    cancelledOrders: z.int(),
    cancelledRevenue: z.number(),
    newCustomers: z.int(),
    newCustomersLastMonth: z.int(),
    totalServices: z.int(),
    pendingPickups: z.int(),
    shipmentsInTransit: z.int(),
    overdueOrders: z.int(),
    missingOrders: z.int(),
    orderStatusData: z.array(z.strictObject({ name: z.string(), value: z.int() })),
    servicePopularityData: z.array(z.strictObject({ name: z.string(), orders: z.int() })),
    salesData: z.array(z.strictObject({ day: z.string(), orders: z.int(), revenue: z.number() })),
    monthlySales: z.array(z.strictObject({ month: z.string(), revenue: z.number() })),
  })
  .meta({
    id: 'Dashboard',
    description: 'Sales of a range of days, and what waits now.',
    examples: [
      {
        totalRevenue: 2100,
        totalOrders: 3,
        cancelledOrders: 1,
        cancelledRevenue: 380,
        newCustomers: 1,
        newCustomersLastMonth: 4,
        totalServices: 3,
        pendingPickups: 2,
        shipmentsInTransit: 1,
        overdueOrders: 0,
        missingOrders: 0,
        orderStatusData: [{ name: 'At Store', value: 2 }],
        servicePopularityData: [{ name: 'Laundry', orders: 3 }],
        salesData: [{ day: '2026-11-30', orders: 3, revenue: 2100 }],
        monthlySales: [{ month: '2026-11', revenue: 2100 }],
      },
    ],
  });
