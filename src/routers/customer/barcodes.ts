import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { endpoint } from '../../http/endpoint.js';
import { Reply } from '../../http/reply.js';
import type { BarcodeFormat } from '../../modules/barcodes/index.js';
import { codeOf, orderNotFound, readScan, type Scanned } from '../../modules/orders/index.js';

const MEDIA_TYPES: Record<BarcodeFormat, string> = { png: 'image/png', svg: 'image/svg+xml' };

const printedOrder = z.object({
  id: z
    .string()
    .transform((text) => readScan(text))
    .meta({ description: 'The order’s id, or the tag of one of its pieces.', examples: ['k3f9a2xz'] }),
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
    summary: `The Code128 barcode of an order, or of one of its pieces, as ${format.toUpperCase()}`,
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
  const code = scanned && (await codeOf(deps.db, scanned));
  if (!code) throw orderNotFound();
  return (await deps.barcodes.stored(code, format)) ?? deps.barcodes.print(code, format);
}
