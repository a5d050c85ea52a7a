import { z } from 'zod';
import { email, line, optionalText, orBlank } from '../../shared/fields.js';
import { newPassword } from '../identity/index.js';

export const customerName = line(100);
export const customerPhone = line(40);

export const signUpBody = z
  .object({
    name: customerName,
    email,
    phone: customerPhone,
    password: newPassword(8),
    /** The tracking token of the order that made the account, or of one that staff took: proof that may claim it. */
    orderToken: z.string().max(100).nullish().meta({
      description:
        'To claim the account that an order made: the tracking token of that order, or of one that staff took.',
    }),
  })
  .meta({
    id: 'SignUp',
    examples: [
      { name: 'Asha Rao', email: 'asha@example.com', phone: '+919800000001', password: 'correct horse battery' },
    ],
  });

export const profileBody = z
  .object({
    name: customerName.optional(),
    email: email.optional(),
    phone: customerPhone.optional(),
  })
  .meta({ id: 'ChangedProfile', examples: [{ phone: '+919800000003' }] });

const address = optionalText(500);
const notes = optionalText(2_000);

/** What staff need not know of a person; blank is none. */
export const knownEmail = orBlank(email).meta({
  type: 'string',
  description: 'Trimmed and lower-cased on the way in; blank or null is none.',
});
export const knownPhone = orBlank(customerPhone).meta({ type: 'string', description: 'Blank or null is none.' });

export const customerStatuses = ['active', 'blocked'] as const;

/** A customer as staff enter one at the counter. */
export const newCustomerBody = z
  .object({
    name: customerName,
    email: knownEmail.optional().transform((known) => known ?? ''),
    phone: knownPhone.optional().transform((known) => known ?? ''),
    address,
    notes,
    status: z
      .enum(customerStatuses)
      .nullish()
      .transform((status) => status ?? ('active' as const)),
  })
  .meta({
    id: 'NewCustomer',
    examples: [
      { name: 'Asha Rao', email: 'asha@example.com', phone: '+919800000001', address: '12 MG Road, Bengaluru' },
    ],
  });

export const changedCustomerBody = z
  .object({
    name: customerName.optional(),
    email: knownEmail.optional(),
    phone: knownPhone.optional(),
    address,
    notes,
    status: z.enum(customerStatuses).optional(),
  })
  .meta({ id: 'ChangedCustomer', examples: [{ notes: 'Prefers mornings', status: 'active' }] });

export const customerExample = {
  id: 7,
  name: 'Asha Rao',
  email: 'asha@example.com',
  phone: '+919800000001',
  createdAt: '2026-11-30T09:30:00.000Z',
};

/** The customer as every caller may see them who may see them at all. */
export const customerWire = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'Customer',
    examples: [customerExample],
  });

/** Somebody who may be the same person. */
export const possibleDuplicates = z
  .array(
    z
      .strictObject({
        id: z.int(),
        name: z.string(),
        email: z.string(),
        phone: z.string(),
        status: z.enum(customerStatuses),
      })
      .meta({ id: 'PossibleDuplicate' }),
  )
  .meta({
    description: 'Other customers with this e-mail or phone, or of somebody with neither with this name; ten at most.',
    examples: [[]],
  });

/** A record of the same person that was merged into another. */
const mergedRecord = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    address: z.string().nullable(),
    notes: z.string().nullable(),
  })
  .meta({ id: 'MergedRecord' });

/** The customer as staff see them, with what their orders add up to. */
export const customerRecordWire = customerWire
  .extend({
    loginEmail: z.string().meta({
      description:
        'The e-mail with which the account can be claimed or logged into; empty when it is the login of another, or none.',
      examples: ['asha@example.com'],
    }),
    merged: z.array(mergedRecord).meta({ description: 'What was merged into this record, as it was.' }),
    possibleDuplicates: possibleDuplicates.optional(),
    address: z.string().nullable(),
    notes: z.string().nullable(),
    status: z.enum(customerStatuses),
    totalOrders: z.int(),
    totalSpent: z.number(),
    lastOrderDate: z.iso.datetime().nullable(),
  })
  .meta({
    id: 'CustomerRecord',
    description: 'A customer as staff see them, with what their orders add up to.',
    examples: [
      {
        ...customerExample,
        loginEmail: 'asha@example.com',
        merged: [],
        address: '12 MG Road, Bengaluru',
        notes: null,
        status: 'active',
        totalOrders: 3,
        totalSpent: 2100,
        lastOrderDate: '2026-11-30T09:30:00.000Z',
      },
    ],
  });
