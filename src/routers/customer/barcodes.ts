import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { endpoint } from '../../http/endpoint.js';
import { Reply } from '../../http/reply.js';
import type { BarcodeFormat, Dpi } from '../../modules/barcodes/index.js';
import { codeOf, orderNotFound, readScan, type Scanned } from '../../modules/orders/index.js';
import { blankIsAbsent } from '../blank-is-absent.js';

const MEDIA_TYPES: Record<BarcodeFormat, string> = { png: 'image/png', svg: 'image/svg+xml' };

const printedOrder = z.object({
  id: z
    .string()
    .transform((text) => readScan(text))
    .meta({ description: 'The order’s id, or the tag of one of its pieces.', examples: ['k3f9a2xz'] }),
});

const printer = z.object({
  dpi: blankIsAbsent(z.enum(['203', '300'])).meta({
    description: 'The resolution of the label printer; 203 unless told otherwise.',
  }),
});

export const barcodeEndpoints = [
  pngEndpoint('/api/orders/:id/barcode.png', 'readBarcodePng'),
  pngEndpoint('/qr/:id.png', 'readBarcodeAtOldAddress'),
  endpoint({
    method: 'get',
    path: '/api/orders/:id/barcode.svg',
    operationId: 'readBarcodeSvg',
    ...described('svg'),
    handle: async ({ params }, { deps }) => picture(deps, params.id, 'svg'),
  }),
];

function pngEndpoint(path: string, operationId: string) {
  return endpoint({
    method: 'get',
    path,
    operationId,
    ...described('png'),
    query: printer,
    handle: async ({ params, query }, { deps }) => picture(deps, params.id, 'png', query.dpi === '300' ? 300 : 203),
  });
}

function described(format: BarcodeFormat) {
  return {
    summary: `The Code128 barcode of an order, or of one of its pieces, as ${format.toUpperCase()}`,
    access: 'public' as const,
    params: printedOrder,
    status: 200 as const,
    response: { file: [MEDIA_TYPES[format]] },
    errors: ['order.not_found' as const],
  };
}

async function picture(deps: Deps, scanned: Scanned | null, format: BarcodeFormat, dpi?: Dpi): Promise<Reply> {
  const code = scanned && (await codeOf(deps.db, scanned));
  if (!code) throw orderNotFound();
  return new Reply(deps.barcodes.draw(code, format, dpi), {
    'Content-Type': MEDIA_TYPES[format],
    'Cache-Control': 'public, max-age=31536000, immutable',
    // Portals on other origins show it in an <img>.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}
