import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { AppError } from '../../shared/app-error.js';
import type { Logger } from '../../shared/logger.js';
import { createBarcodeFolder } from './barcode-folder.js';
import { type BarcodeFormat, barcodeFormats } from './barcode-format.js';

/** Pictures waiting to be rendered; past this an order's picture is left to the first request for it. */
const QUEUE = 1_000;

export type Barcodes = {
  /** Renders and stores the code's pictures in the background. Never throws and is never waited for: what fails is rendered on demand. */
  printSoon(code: string): void;
  /** The stored picture; null when it has to be rendered. */
  stored(code: string, format: BarcodeFormat): Promise<Uint8Array | null>;
  /** Renders the picture now and stores it if it can. */
  print(code: string, format: BarcodeFormat): Promise<Uint8Array>;
  /** Finishes what is being rendered and stops. */
  close(): Promise<void>;
};

/** Code128 pictures of order ids and tags, rendered in a worker thread and kept in `folder`. */
export function createBarcodes(folder: string, logger: Logger): Barcodes {
  const files = createBarcodeFolder(folder);
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./render.worker.js', import.meta.url)),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 30_000,
    maxQueue: QUEUE,
  });
  const background = new Set<Promise<unknown>>();

  const print = async (code: string, format: BarcodeFormat): Promise<Uint8Array> => {
    if (pool.queueSize >= QUEUE) throw new AppError('unavailable', 'server.busy', 'Too many barcodes at once');
    const picture = (await pool.run({ text: code, format })) as Uint8Array;
    await files.write(code, format, picture).catch((error: unknown) => {
      logger.warn({ error, code }, 'barcode not stored: it will be rendered again when asked for');
    });
    return picture;
  };

  const inBackground = (code: string, format: BarcodeFormat) => {
    const job = print(code, format).catch((error: unknown) => logger.warn({ error, code }, 'barcode not rendered'));
    background.add(job);
    void job.finally(() => background.delete(job));
  };

  return {
    print,
    stored: (code, format) => files.read(code, format),
    printSoon: (code) => {
      if (pool.queueSize > QUEUE - barcodeFormats.length) return;
      for (const format of barcodeFormats) inBackground(code, format);
    },
    close: async () => {
      await Promise.allSettled(background);
      await pool.destroy();
    },
  };
}
