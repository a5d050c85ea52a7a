import { z } from 'zod';

export const workerWire = z.strictObject({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['employee', 'worker']),
  active: z.boolean(),
  createdAt: z.iso.datetime(),
});
