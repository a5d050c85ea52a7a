import { z } from 'zod';
import { scannedOrderId } from '../modules/orders/index.js';

/** An order in a path, as a person types it or a scanner reads it from a ticket or a piece's tag; see `readScan`. */
export const scannedOrder = z.object({
  id: z
    .string()
    .transform(scannedOrderId)
    .meta({ description: 'The order’s id, the text of its barcode or of a piece’s tag.', examples: ['k3f9a2xz'] }),
});

/** The same, or its ticket of the older server: only the order itself can tell which. */
export const scannedOrTicket = z.object({
  id: z.string().meta({
    description:
      'The order’s id, the text of its barcode or of a piece’s tag; for staff also its number on the older server.',
    examples: ['k3f9a2xz'],
  }),
});
