import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { requirePrice } from './price.js';
import { serviceUpdated } from './service.events.js';
import type { changedServiceBody } from './service.schema.js';
import { getService, serviceNotFound } from './service.store.js';
import { serviceView, storedStatus } from './service.view.js';
import { decimalsOf, rowUnits } from './service-unit.js';

type ChangedService = z.infer<typeof changedServiceBody>;

/** The changes as the row has them. Another unit comes with its own decimals; pieces have none, whatever is said. */
export function changesOf({ price, status, unit, quantityDecimals, ...texts }: ChangedService, currency: string) {
  const decimals = unit === undefined ? quantityDecimals : decimalsOf(unit, quantityDecimals);
  return withoutUndefined({
    ...texts,
    priceMinor: price === undefined ? undefined : requirePrice(currency, price),
    status: status && storedStatus[status],
    unit: unit && rowUnits[unit],
    quantityDecimals: decimals,
  });
}

/** Changes what is present of a service. Orders keep the name and price they were made with. Throws `service.not_found`. */
export async function updateService(
  deps: { db: Db; clock: Clock; currency: string },
  actor: Actor,
  id: string,
  input: ChangedService,
) {
  const data = changesOf(input, deps.currency);
  const changed = Object.keys(withoutUndefined(input));
  if (changed.length === 0) return serviceView(await getService(deps.db, id), deps.currency);
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const { count } = await tx.service.updateMany({ where: { id, deletedAt: null }, data: { ...data, updatedAt: at } });
    if (count === 0) throw serviceNotFound();
    const view = serviceView(await getService(tx, id), deps.currency);
    await recordChange(tx, {
      at,
      actor: actorLabel(actor),
      action: 'service.updated',
      entity: 'service',
      entityId: id,
      detail: changed.join(', '),
      events: [happened(serviceUpdated, { serviceId: id, price: view.price, status: view.status, changed })],
    });
    return view;
  });
}
