import { z } from 'zod';
import { email, optionalLine, optionalText, REQUIRED } from '../../shared/fields.js';

export const scanStatuses = ['Picked Up', 'Out for Delivery', 'Delivered', 'Checkpoint'] as const;
export type ScanStatus = (typeof scanStatuses)[number];

const letters = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');
/** The word of a scan, however it is spelt: `picked_up`, `PICKED UP`, `picked-up`. */
const scanWord = z.preprocess(
  (value) =>
    typeof value === 'string' ? (scanStatuses.find((word) => letters(word) === letters(value)) ?? value) : value,
  z.enum(scanStatuses),
);

const scannedText = z.string().trim().max(200, 'must be at most 200 characters').nullish();
const blankIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const scannedOrder = z
  .object({
    orderId: scannedText,
    barcode: scannedText,
    orderEmail: z.preprocess(blankIsAbsent, email.nullish()),
  })
  .refine((scan) => scan.orderId || scan.barcode || scan.orderEmail, { path: ['orderId'], message: REQUIRED });

/** One scan; the order is named by its id, its barcode or a piece's tag, or by its customer's e-mail. */
export const scanBody = z
  .object({ orderStatus: scanWord, location: optionalLine(200), note: optionalText(500) })
  .and(scannedOrder)
  .meta({
    id: 'Scan',
    description:
      'The order is named by `orderId`, by `barcode` (also a piece’s tag), or by `orderEmail` where that customer has exactly one open order.',
    examples: [{ orderId: 'k3f9a2xz', orderStatus: 'Checkpoint', location: 'Koramangala' }],
  });

export type Scan = z.infer<typeof scanBody>;

export const trackWire = z
  .strictObject({
    id: z.int(),
    orderId: z.string(),
    workerId: z.int(),
    orderEmail: z.string(),
    orderStatus: z.string(),
    location: z.string().nullable(),
    note: z.string().nullable(),
    scannedAt: z.iso.datetime(),
  })
  .meta({
    id: 'Track',
    description: 'One scan.',
    examples: [
      {
        id: 21,
        orderId: 'k3f9a2xz',
        workerId: 3,
        orderEmail: 'asha@example.com',
        orderStatus: 'Checkpoint',
        location: 'Koramangala',
        note: null,
        scannedAt: '2026-11-30T09:30:00.000Z',
      },
    ],
  });
