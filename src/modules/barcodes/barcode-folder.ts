import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BarcodeFormat } from './barcode-format.js';

const ENDINGS: Record<BarcodeFormat, Buffer> = {
  png: Buffer.from('IEND\xae\x42\x60\x82', 'latin1'),
  svg: Buffer.from('</svg>'),
};
/** The id of an order, or the tag of one of its pieces. */
const CODE = /^[a-z0-9]{8}(?:-\d{1,9})?$/;

export type BarcodeFolder = {
  /** The stored picture; null when there is none, or none that is whole. */
  read(code: string, format: BarcodeFormat): Promise<Buffer | null>;
  /** Stores it under its final name only once it is written whole. */
  write(code: string, format: BarcodeFormat, picture: Uint8Array): Promise<void>;
};

/** Barcode pictures as files `<code>.<format>` in `folder`. It can be emptied at any time: they are rendered again. */
export function createBarcodeFolder(folder: string): BarcodeFolder {
  const pathOf = (code: string, format: BarcodeFormat) => {
    if (!CODE.test(code)) throw new Error('neither an order id nor a tag');
    return join(folder, `${code}.${format}`);
  };
  return {
    read: async (code, format) => {
      const picture = await readFile(pathOf(code, format)).catch(() => null);
      return picture && isWhole(picture, format) ? picture : null;
    },
    write: async (code, format, picture) => {
      const draft = join(folder, `.${code}.${randomUUID()}`);
      const store = async () => {
        await writeFile(draft, picture);
        await rename(draft, pathOf(code, format));
      };
      try {
        await store().catch(async (error: unknown) => {
          if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
          await mkdir(folder, { recursive: true });
          await store();
        });
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
  };
}

// A power cut can leave a file with its name but not its bytes.
function isWhole(picture: Buffer, format: BarcodeFormat): boolean {
  return picture.subarray(-32).includes(ENDINGS[format]);
}
