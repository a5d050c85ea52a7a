import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../shared/error-catalogue.js';

export type Metrics = { registry: Registry; observe: RequestHandler };

/** What is told because there are too many. */
const TOO_MANY = ['limit.exceeded', 'server.busy', 'server.overloaded', 'database.unavailable'] satisfies ErrorCode[];

/** Prometheus metrics of this process. Requests are labelled by route template, never by URL, so that their number is bounded. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by route template and status',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const refused = new Counter({
    name: 'fabclean_requests_refused_total',
    help: 'Requests refused because there were too many, or the database did not answer in time, by the code of the answer',
    labelNames: ['code'],
    registers: [registry],
  });
  for (const code of TOO_MANY) refused.inc({ code }, 0);
  const observe: RequestHandler = (_request, response, next) => {
    const stop = durations.startTimer();
    response.on('close', () => {
      const code = TOO_MANY.find((known) => known === response.locals['code']);
      if (code) refused.inc({ code });
      // How long somebody watched says nothing about how quickly they were answered.
      if (response.locals['isStream']) return;
      stop({ route: (response.locals['route'] as string | undefined) ?? 'unmatched', status: response.statusCode });
    });
    next();
  };
  return { registry, observe };
}
