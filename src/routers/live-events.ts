import { z } from 'zod';
import { endpoint } from '../http/endpoint.js';
import { StreamReply } from '../http/event-stream.js';
import { eventPattern } from '../modules/events/index.js';
import { streamLimits } from '../rate-limits/index.js';

const position = z
  .string()
  .regex(/^(evt_)?\d{1,9}$/, 'must be the id of an event')
  .transform((text) => Number(text.replace('evt_', '')))
  .optional();

/** The same address for everybody who may watch; who sees what is decided event by event. */
export const liveEventsEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/events',
    operationId: 'streamEvents',
    summary: 'Events as they happen, as server-sent events',
    description:
      'Staff see every event (employees none about workers), delivery workers their own deliveries and scans, customers the orders their account shows. `Last-Event-ID` or `lastEventId` resumes behind an event; `reset` says that some were missed, being too old or too many: staff resume up to 10,000 events behind, everybody else 1,000.',
    access: ['customer', 'employee', 'worker', 'admin'],
    query: z.object({
      lastEventId: position,
      types: z
        .string()
        .transform((text) => text.split(','))
        .pipe(z.array(eventPattern).max(60))
        .meta({ type: 'string', description: 'Types and patterns, comma-separated.', examples: ['order.*'] })
        .optional(),
    }),
    headers: z.object({ 'last-event-id': position }),
    limits: streamLimits,
    status: 200,
    response: { file: ['text/event-stream'], stream: true },
    errors: ['stream.too_many', 'stream.full'],
    handle: async ({ query, headers }, { deps, actor, claims, isStillGood }) => {
      const viewer = { actor, isStillGood, expiresAt: claims?.expiresAt ?? null };
      deps.live.refuseTooMany(viewer);
      const asked = { since: headers['last-event-id'] ?? query.lastEventId, patterns: query.types ?? [] };
      return new StreamReply((sink) => deps.live.open(viewer, asked, sink));
    },
  }),
];
