import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { serviceCreated } from './service.events.js';
import type { newServiceBody } from './service.schema.js';
import { serviceView, storedStatus } from './service.view.js';

type NewService = z.infer<typeof newServiceBody>;

/**
 * Puts a service into the catalogue, under an id of ours when none is given. Throws `service.id_taken`, also when a deleted service
 * had that id: old orders still name it.
 */
export async function createService(deps: { db: Db; clock: Clock }, actor: Actor, input: NewService) {
  try {
    return await inTransaction(
      deps.db,
      async (tx) => {
        const at = deps.clock.now();
        const row = await tx.service.create({
          data: {
            id: input.id ?? newServiceId(),
            name: input.name,
            priceMinor: input.price,
            duration: input.duration ?? null,
            category: input.category ?? null,
            status: storedStatus[input.status ?? 'Active'],
            createdAt: at,
            updatedAt: at,
          },
        });
        const view = serviceView(row);
        await recordChange(tx, {
          at,
          actor: actorLabel(actor),
          action: 'service.created',
          entity: 'service',
          entityId: row.id,
          events: [happened(serviceCreated, { serviceId: row.id, price: view.price, status: view.status })],
        });
        return view;
      },
      (error) => input.id === undefined && isUniqueViolation(error),
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw idTaken();
    throw error;
  }
}

function newServiceId(): string {
  return `s${randomBytes(5).toString('hex')}`;
}

function idTaken(): AppError {
  return new AppError('conflict', 'service.id_taken', 'Service id exists', {
    details: [{ path: 'id', message: 'belongs to another service, or to one that was deleted' }],
  });
}
