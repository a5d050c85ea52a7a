import { z } from 'zod';

export const serviceWire = z.strictObject({
  id: z.string(),
  name: z.string(),
  price: z.number(),
  duration: z.string().nullable(),
  status: z.enum(['Active', 'Inactive']),
  usage_count: z.int(),
  category: z.string().nullable(),
});
