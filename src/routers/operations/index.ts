import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { AppError } from '../../shared/app-error.js';
import { metricsEndpoint } from './metrics.js';

/** Routes that answer whether or not the server takes work. */
export const operationsEndpoints = [
  endpoint({
    method: 'get',
    path: '/healthz',
    operationId: 'checkHealth',
    summary: 'The process is alive',
    access: 'public',
    status: 200,
    response: z.strictObject({ status: z.literal('ok') }),
    handle: async () => ({ status: 'ok' }),
  }),
  endpoint({
    method: 'get',
    path: '/readyz',
    operationId: 'checkReadiness',
    summary: 'The server takes work: started, not stopping, database reachable',
    access: 'public',
    status: 200,
    response: z.strictObject({ status: z.literal('ready') }),
    errors: ['server.not_ready'],
    handle: async (_input, { deps }) => {
      const reason = await deps.readiness.whyNot();
      if (reason) throw new AppError('unavailable', 'server.not_ready', reason);
      return { status: 'ready' };
    },
  }),
  metricsEndpoint,
];

export const pingEndpoint = endpoint({
  method: 'get',
  path: '/ping',
  operationId: 'ping',
  summary: 'Says pong',
  access: 'public',
  status: 200,
  response: z.strictObject({ message: z.literal('pong') }),
  handle: async () => ({ message: 'pong' }),
});
