import { z } from 'zod';
import { nameInPath } from '../http/names-in-path.js';
import { worksForShop } from '../modules/identity/index.js';
import { namedOrder, scannedOrderId } from '../modules/orders/index.js';

const id = z.string().meta({
  description:
    'The order’s id, the text of its barcode or of a piece’s tag; for staff also its number on the older server.',
  examples: ['k3f9a2xz'],
});

/** An order in a path, as a person types it or a scanner reads it; who is no staff finds none by a ticket, whose numbers can be guessed. */
export const scannedOrder = z.object({
  id: nameInPath(id, {
    resolve: async (text, { deps, actor }) => (worksForShop(actor) ? namedOrder(deps.db, text) : scannedOrderId(text)),
    errors: ['order.ambiguous'],
  }),
});
