import { Counter, type Registry } from 'prom-client';
import type { Outcome } from '../modules/webhooks/index.js';

/** Attempts at webhooks and how they ended. */
export function measureWebhooks(registry: Registry): (outcome: Outcome) => void {
  const attempts = new Counter({
    name: 'fabclean_webhook_attempts_total',
    help: 'Attempts at webhooks, by how they ended: delivered, refused with a status, or without an answer',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return ({ code, error }) => {
    attempts.inc({ outcome: error === null ? 'delivered' : code === null ? 'unanswered' : 'refused' });
  };
}
