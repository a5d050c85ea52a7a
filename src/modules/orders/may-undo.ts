import { AppError } from '../../shared/app-error.js';
import { type Actor, actorLabel } from '../identity/index.js';
import type { Step } from './last-step.js';

const OWN_STEP_MS = 15 * 60_000;

/**
 * An admin may take back any step; others their own within fifteen minutes, and what the customer withdrew. Throws
 * `order.not_your_step` and `order.step_too_old`.
 */
export function requireMayUndo(actor: Actor, step: Step, now: Date): void {
  if (actor.type === 'admin') return;
  const isCustomers = step.actor.startsWith('customer:');
  if (step.actor !== actorLabel(actor) && !isCustomers) {
    throw new AppError('forbidden', 'order.not_your_step', 'Only an admin can take back what somebody else did');
  }
  if (now.getTime() - step.at.getTime() <= OWN_STEP_MS) return;
  throw new AppError(
    'forbidden',
    'order.step_too_old',
    'Only an admin can take back what was done more than 15 minutes ago',
  );
}
