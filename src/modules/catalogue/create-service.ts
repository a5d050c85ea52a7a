import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { requirePrice } from './price.js';
import { serviceCreated } from './service.events.js';
import type { newServiceBody } from './service.schema.js';
import { getService } from './service.store.js';
import { serviceView, storedStatus } from './service.view.js';
import { decimalsOf, rowUnits } from './service-unit.js';

type NewService = z.infer<typeof newServiceBody>;

/**
 * Puts a service into the catalogue, under an id of ours when none is given. The id of a deleted service takes that one up again, as
 * it is described now: old orders keep what they say of it. Throws `service.id_taken`.
 */
export async function createService(deps: { db: Db; clock: Clock; currency: string }, actor: Actor, input: NewService) {
  try {
    return await inTransaction(
      deps.db,
      async (tx) => {
        const at = deps.clock.now();
        const id = input.id ?? newServiceId();
        await takeUp(tx, { ...dataOf(input, deps.currency), id }, at);
        const view = serviceView(await getService(tx, id), deps.currency);
        await recordChange(tx, {
          at,
          actor: actorLabel(actor),
          action: 'service.created',
          entity: 'service',
          entityId: id,
          events: [happened(serviceCreated, { serviceId: id, price: view.price, status: view.status })],
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

/** The fields of a new service as its row has them. Throws `invalid` for a price that the currency does not know. */
export function dataOf(
  { name, price, duration, category, status, unit, quantityDecimals }: Omit<NewService, 'id'>,
  currency: string,
) {
  return {
    name,
    priceMinor: requirePrice(currency, price),
    duration: duration ?? null,
    category: category ?? null,
    unit: rowUnits[unit ?? 'piece'],
    quantityDecimals: decimalsOf(unit ?? 'piece', quantityDecimals),
    status: storedStatus[status ?? 'Active'],
  };
}

type Data = ReturnType<typeof dataOf> & { id: string };

/** Stores a new service, in the place of a deleted one of that id. Throws a unique violation when it is taken. */
async function takeUp(tx: Tx, { id, ...data }: Data, at: Date): Promise<void> {
  const { count } = await tx.service.updateMany({
    where: { id, deletedAt: { not: null } },
    data: { ...data, deletedAt: null, createdAt: at, updatedAt: at },
  });
  if (count === 0) await tx.service.create({ data: { ...data, id, createdAt: at, updatedAt: at } });
}

/** An id of ours for a service that came without one. */
export function newServiceId(): string {
  return `s${randomBytes(5).toString('hex')}`;
}

function idTaken(): AppError {
  return new AppError('conflict', 'service.id_taken', 'Service id exists', {
    details: [{ path: 'id', message: 'belongs to another service' }],
  });
}
