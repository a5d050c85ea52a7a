import { z } from 'zod';
import { line, optionalLine } from '../../shared/fields.js';
import { price } from './price.js';
import { units } from './service-unit.js';

export const serviceStatuses = ['Active', 'Inactive'] as const;

/** Ids stand in paths and between commas: letters, digits, and `.`, `_` or `-` after the first. */
const serviceId = z
  .string()
  .max(20, 'must be at most 20 characters')
  .regex(/^([\p{L}\p{N}][\p{L}\p{N}._-]*)?$/u, 'must be letters, digits, dots, dashes and underscores');

/** An id in a path, of whatever shape older records have. What no record can have reads as empty: not found. */
export const serviceIdInPath = z.object({
  id: z
    .string()
    .transform((text) => (/\p{Cc}/u.test(text) || !text.isWellFormed() ? '' : text))
    .meta({ description: 'The id of the service.', examples: ['s1'] }),
});

// Nothing written in an optional field is the same as clearing it.
const optional = (max: number) => optionalLine(max).transform((text) => (text === '' ? null : text));

const unit = z
  .enum(units)
  .meta({ description: 'What the price is for: `piece` and `pair` are counted, `kg` and `m2` weighed or measured.' });

const quantityDecimals = z.int('must be from 0 to 3').min(0, 'must be from 0 to 3').max(3, 'must be from 0 to 3').meta({
  description:
    'How many decimals quantities may have where they are weighed or measured; 3 for `kg`, 2 for `m2` unless told.',
});

export const newServiceBody = z
  .object({
    id: serviceId.nullish().transform((id) => id || undefined),
    name: line(100),
    price,
    duration: optional(40),
    category: optional(100),
    unit: unit.nullish(),
    quantityDecimals: quantityDecimals.nullish(),
    status: z.enum(serviceStatuses).nullish(),
  })
  .meta({
    id: 'NewService',
    description: 'An `id` is made up unless one is given.',
    examples: [{ name: 'Shoe Care', price: 249.5, duration: '72h', category: 'Extras' }],
  });

export const changedServiceBody = z
  .object({
    name: line(100).optional(),
    price: price.optional(),
    duration: optional(40),
    category: optional(100),
    unit: unit.optional(),
    quantityDecimals: quantityDecimals.optional(),
    status: z.enum(serviceStatuses).optional(),
  })
  .meta({ id: 'ChangedService', examples: [{ price: 275, status: 'Inactive' }] });

export const serviceWire = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    price: z.number().meta({ description: 'In major units, with as many decimals as the currency has.' }),
    duration: z.string().nullable(),
    status: z.enum(serviceStatuses),
    usage_count: z.int().meta({ description: 'How many pieces were ordered.' }),
    category: z.string().nullable(),
    unit,
    quantityDecimals: z.int(),
  })
  .meta({
    id: 'Service',
    description: 'Something the shop offers. Orders keep the name and price they were made with.',
    examples: [
      {
        id: 's1',
        name: 'Laundry',
        price: 200,
        duration: '24h',
        status: 'Active',
        usage_count: 42,
        category: null,
        unit: 'piece',
        quantityDecimals: 0,
      },
    ],
  });
