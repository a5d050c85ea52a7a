import { z } from 'zod';
import { email, line } from '../../shared/fields.js';
import { newPassword } from '../identity/index.js';

export const WORKER_PASSWORD_MIN = 12;

export const workerRoles = ['employee', 'worker'] as const;
const role = z.enum(workerRoles);
const name = line(100);
const password = newPassword(WORKER_PASSWORD_MIN);

export const newWorkerBody = z.object({
  name,
  email,
  password,
  // The older server knew one kind of worker, the employee at the counter: its clients name no role.
  role: role.nullish().transform((given) => given ?? ('employee' as const)),
});

export const changedWorkerBody = z.object({
  name: name.optional(),
  email: email.optional(),
  // A form that shows no password sends an empty one: that leaves it alone.
  password: z
    .union([z.literal('').transform(() => undefined), z.null().transform(() => undefined), password])
    .optional(),
  role: role.optional(),
  active: z.boolean().optional(),
});

export const workerWire = z.strictObject({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  role,
  active: z.boolean(),
  createdAt: z.iso.datetime(),
});
