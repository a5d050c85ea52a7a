import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { endpoint } from '../../http/endpoint.js';
import { Reply } from '../../http/reply.js';
import type { BarcodeFormat } from '../../modules/barcodes/index.js';
import { orderExists, orderNotFound, readScan, type Scanned } from '../../modules/orders/index.js';

const MEDIA_TYPES: Record<BarcodeFormat, string> = { png: 'image/png', svg: 'image/svg+xml' };

// A tag names one piece, which has no picture; the order's id in any spelling has.
const printedOrder = z.object({
  id: z
    .string()
    .transform((text) => readScan(text))
    .meta({ description: 'The order’s id.', examples: ['k3f9a2xz'] }),
});

export const barcodeEndpoints = [
  barcodeEndpoint('/api/orders/:id/barcode.png', 'readBarcodePng', 'png'),
  barcodeEndpoint('/api/orders/:id/barcode.svg', 'readBarcodeSvg', 'svg'),
  barcodeEndpoint('/qr/:id.png', 'readBarcodeAtOldAddress', 'png'),
];

function barcodeEndpoint(path: string, operationId: string, format: BarcodeFormat) {
  return endpoint({
    method: 'get',
    path,
    operationId,
    summary: `The order’s Code128 barcode as ${format.toUpperCase()}`,
    access: 'public',
    params: printedOrder,
    status: 200,
    response: { file: [MEDIA_TYPES[format]] },
    errors: ['order.not_found', 'server.busy'],
    handle: async ({ params }, { deps }) => {
      const picture = await pictureOf(deps, params.id, format);
      return new Reply(Buffer.from(picture), {
        'Content-Type': MEDIA_TYPES[format],
        'Cache-Control': 'public, max-age=31536000, immutable',
        // Portals on other origins show it in an <img>.
        'Cross-Origin-Resource-Policy': 'cross-origin',
      });
    },
  });
}

async function pictureOf(deps: Deps, scanned: Scanned | null, format: BarcodeFormat): Promise<Uint8Array> {
  const id = scanned?.orderId;
  if (id === undefined || scanned?.piece !== null || !(await orderExists(deps.db, id))) throw orderNotFound();
  return (await deps.barcodes.stored(id, format)) ?? deps.barcodes.print(id, format);
}
