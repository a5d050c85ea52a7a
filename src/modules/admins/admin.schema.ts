import { z } from 'zod';
import { email, line } from '../../shared/fields.js';
import { newPassword } from '../identity/index.js';

const MIN_PASSWORD = 12;

/** Kept as the login looks it up: without blanks around it, in small letters. */
const username = line(100).trim().toLowerCase();

export const newAdminBody = z.object({ name: line(100), email, username, password: newPassword(MIN_PASSWORD) }).meta({
  id: 'NewUser',
  examples: [{ name: 'Devi Nair', email: 'devi@example.com', username: 'devi', password: 'correct horse battery' }],
});

export const changedAdminBody = z
  .object({
    name: line(100).optional(),
    email: email.optional(),
    username: username.optional(),
    // Forms send the field they do not fill in.
    password: z.preprocess(
      (sent) => (sent === '' || sent === null ? undefined : sent),
      newPassword(MIN_PASSWORD).optional(),
    ),
  })
  .meta({ id: 'ChangedUser', examples: [{ name: 'Devi Nair-Shah' }] });

/** An account of the admin console; the contract calls it User. */
export const userWire = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    email: z.string(),
    username: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'User',
    description: 'An account of the admin console.',
    examples: [
      { id: 1, name: 'Devi Nair', email: 'devi@example.com', username: 'devi', createdAt: '2026-11-30T09:30:00.000Z' },
    ],
  });
