import { z } from 'zod';
import { email, line } from '../../shared/fields.js';
import { newPassword } from '../identity/index.js';

export const WORKER_PASSWORD_MIN = 12;

export const workerRoles = ['employee', 'worker'] as const;
const role = z.enum(workerRoles);
const name = line(100);
const password = newPassword(WORKER_PASSWORD_MIN);

export const newWorkerBody = z
  .object({
    name,
    email,
    password,
    // The older server knew one kind of worker, the employee at the counter: its clients name no role.
    role: role.nullish().transform((given) => given ?? ('employee' as const)),
  })
  .meta({
    id: 'NewWorker',
    description: 'Without a role, an employee.',
    examples: [{ name: 'Ravi Das', email: 'ravi@example.com', password: 'correct horse battery', role: 'worker' }],
  });

export const changedWorkerBody = z
  .object({
    name: name.optional(),
    email: email.optional(),
    // A form that shows no password sends an empty one: that leaves it alone.
    password: z
      .union([z.literal('').transform(() => undefined), z.null().transform(() => undefined), password])
      .optional(),
    role: role.optional(),
    active: z.boolean().optional(),
  })
  .meta({ id: 'ChangedWorker', examples: [{ name: 'Ravi K. Das' }] });

export const workerWire = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    email: z.string(),
    role,
    active: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'Worker',
    description: 'Somebody who works at the counter or in the factory (`employee`), or who delivers (`worker`).',
    examples: [
      {
        id: 3,
        name: 'Ravi Das',
        email: 'ravi@example.com',
        role: 'worker',
        active: true,
        createdAt: '2026-11-30T09:30:00.000Z',
      },
    ],
  });
