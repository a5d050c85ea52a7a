import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { Reply } from '../../http/reply.js';
import { AppError } from '../../shared/app-error.js';

/** Open in development; in production only for whoever knows `METRICS_TOKEN`, and not there at all without one. */
export const metricsEndpoint = endpoint({
  method: 'get',
  path: '/metrics',
  operationId: 'readMetrics',
  summary: 'Prometheus metrics of this process',
  access: 'public',
  headers: z.object({ authorization: z.string().optional() }),
  status: 200,
  response: { file: ['text/plain'] },
  errors: ['auth.required', 'route.not_found'],
  handle: async ({ headers }, { deps }) => {
    const { production, metricsToken } = deps.config;
    if (metricsToken === undefined && production) throw new AppError('notFound', 'route.not_found', 'Not found');
    if (metricsToken !== undefined && !sameSecret(headers.authorization, `Bearer ${metricsToken}`)) {
      throw new AppError('unauthenticated', 'auth.required', 'Authentication required');
    }
    const { registry } = deps.metrics;
    return new Reply(await registry.metrics(), { 'Content-Type': registry.contentType });
  },
});

function sameSecret(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected));
}
