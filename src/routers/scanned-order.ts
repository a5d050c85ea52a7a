import { z } from 'zod';
import { scannedOrderId } from '../modules/orders/index.js';

/** An order in a path, as a person types it or a scanner reads it from a ticket or a piece's tag; see `readScan`. */
export const scannedOrder = z.object({
  id: z
    .string()
    .transform(scannedOrderId)
    .meta({ description: 'The order’s id, the text of its barcode or of a piece’s tag.', examples: ['k3f9a2xz'] }),
});
