import { z } from 'zod';
import { line, REQUIRED } from '../../shared/fields.js';
import { listOf } from '../../shared/list.js';
import { scopes } from '../identity/index.js';

const scopeList = listOf(z.enum(scopes), scopes.length, { message: REQUIRED }).transform((list) =>
  scopes.filter((scope) => list.includes(scope)),
);

const TIME = 'must be a time as ISO 8601, such as 2027-12-31T18:30:00Z';

/** Null, or nothing, is a key that does not expire. */
const expiresAt = z.iso
  .datetime({ offset: true, error: TIME })
  .transform((text) => new Date(text))
  .refine((time) => time.getUTCFullYear() < 2200, TIME)
  .nullish();

export const newApiKeyBody = z.object({ name: line(100), scopes: scopeList, expiresAt }).meta({
  id: 'NewApiKey',
  description: 'Without `expiresAt` the key does not expire.',
  examples: [{ name: 'Accounts', scopes: ['orders:read', 'reports:read'], expiresAt: '2027-12-31T18:30:00Z' }],
});

export const changedApiKeyBody = z
  .object({ name: line(100).optional(), scopes: scopeList.optional(), expiresAt })
  .meta({ id: 'ChangedApiKey', examples: [{ scopes: ['orders:read'] }] });

const apiKeyExample = {
  id: 2,
  name: 'Accounts',
  hint: 'fc_Exam',
  scopes: ['orders:read' as const, 'reports:read' as const],
  createdAt: '2026-11-30T09:30:00.000Z',
  createdBy: 'admin:1',
  expiresAt: '2027-12-31T18:30:00.000Z',
  lastUsedAt: null,
};

const apiKeyShape = z.strictObject({
  id: z.int(),
  name: z.string(),
  hint: z.string().meta({ description: 'How the key begins.' }),
  scopes: z.array(z.enum(scopes)),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().meta({ description: 'To the minute.' }),
});

export const apiKeyWire = apiKeyShape.meta({
  id: 'ApiKey',
  description: 'A key of another program, without the key itself.',
  examples: [apiKeyExample],
});

const key = z
  .string()
  .regex(/^fc_[\w-]{49}$/)
  .optional()
  .meta({ description: 'The key itself: absent when the answer is told again for an `Idempotency-Key`.' });

export const newApiKeyWire = apiKeyShape.extend({ key }).meta({
  id: 'MadeApiKey',
  description: 'With the key itself, which is told only once.',
  examples: [{ ...apiKeyExample, key: 'fc_ExampleKeyThatOpensNothing00000000000000000000000' }],
});
