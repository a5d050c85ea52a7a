import { z } from 'zod';
import type { JsonSchema, SchemaWriter } from './json-schema.js';

/** A type of event that is posted to webhooks, as the document needs it. */
export type EventType = { type: string; summary: string; data: z.ZodType; example: unknown };

export const eventsTag = {
  name: 'Events',
  description: 'What is posted to the webhooks that admins register, signed after the Standard Webhooks specification.',
};

/** The headers of every event that is posted, as components of the document. */
export const eventHeaders = {
  EventId: {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'The `id` of the event: the same for every attempt, so that whoever gets it twice can tell.',
    schema: { type: 'string', pattern: '^evt_' },
    example: 'evt_42',
  },
  EventTimestamp: {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'When this attempt was signed, in seconds since 1970.',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '1769852700',
  },
  EventSignature: {
    name: 'webhook-signature',
    in: 'header',
    required: true,
    description:
      'A signature over id, timestamp and body, `v1,` and HMAC-SHA256 in base64; for a day after a rotation a second one by the old secret, behind a space.',
    schema: { type: 'string', pattern: '^v1,[A-Za-z0-9+/]{43}=( v1,[A-Za-z0-9+/]{43}=)?$' },
    example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  },
  EventSender: {
    name: 'user-agent',
    in: 'header',
    required: true,
    description: 'Who sends it.',
    schema: { type: 'string', pattern: '^FabClean-Webhooks/' },
    example: 'FabClean-Webhooks/1',
  },
} as const;

const RETRIED = 'The event is sent again later, for three days.';

/** What the server posts, one webhook of the document for each type of event. */
export function webhooksOf(events: readonly EventType[], schemas: SchemaWriter) {
  return Object.fromEntries(events.map((event) => [event.type, { post: posted(event, schemas) }]));
}

function posted(event: EventType, schemas: SchemaWriter) {
  const schema = schemas.write(eventWire(event), 'output');
  return {
    operationId: `on${nameOf(event.type)}`,
    tags: [eventsTag.name],
    summary: event.summary,
    description: `Posted to every webhook that asked for \`${event.type}\`, at least once and in the order of its subject.`,
    security: [],
    parameters: Object.keys(eventHeaders).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: { required: true, content: { 'application/json': { schema, example: exampleOf(event) } } },
    responses: {
      '2XX': { description: 'Taken: the event is not sent again.' },
      '410': { description: 'Nobody is there any more: the webhook is disabled.' },
      default: { description: `Not taken. ${RETRIED}` },
    },
  };
}

/** The event as `eventView` shows it, with the data of its type. */
function eventWire({ type, data }: EventType): z.ZodType {
  return z
    .object({
      id: z.string().regex(/^evt_/),
      type: z.literal(type),
      timestamp: z.iso.datetime(),
      actor: z.string().describe('Who did it: `guest`, `system`, or a kind and an id such as `admin:1`.'),
      data,
    })
    .meta({ id: `${nameOf(type)}Event` });
}

function exampleOf({ type, example }: EventType): JsonSchema {
  return { id: 'evt_42', type, timestamp: '2026-01-31T09:45:00.000Z', actor: 'employee:3', data: example };
}

/** `order.status_changed` as `OrderStatusChanged`. */
function nameOf(type: string): string {
  return type.replace(/(?:^|[._])([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
