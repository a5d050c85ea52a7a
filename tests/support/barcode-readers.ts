import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** A picture as its points, four bytes each. */
export type Picture = { width: number; height: number; data: Uint8Array };

let prepared: Promise<unknown> | undefined;

/** What the C++ reader finds in a picture. */
export async function readByZxingCpp(picture: Picture): Promise<{ format: string; text: string }[]> {
  prepared ??= prepare();
  await prepared;
  const { width, height, data } = picture;
  const image = { width, height, data: new Uint8ClampedArray(data), colorSpace: 'srgb' as const };
  return (await readBarcodes(image, { formats: ['Code128'] })).map(({ format, text }) => ({ format, text }));
}

async function prepare(): Promise<void> {
  // It would fetch its WebAssembly from the network; npm has already brought it.
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await prepareZXingModule({
    overrides: { wasmBinary: (await readFile(wasm)).buffer as ArrayBuffer },
    fireImmediately: true,
  });
}

/** What the other reader, which is written in TypeScript, finds in a picture. Throws when it finds nothing. */
export function readByZxingJs({ width, height, data }: Picture): string {
  const luminances = Uint8ClampedArray.from({ length: width * height }, (_, index) => data[index * 4] ?? 255);
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(luminances, width, height)));
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.CODE_128]],
    [DecodeHintType.TRY_HARDER, true],
  ]);
  return new MultiFormatReader().decode(bitmap, hints).getText();
}

/** The bars of an SVG of ours as a printer of this resolution, which has no grey, prints them in their size: a dot is ink whose middle is. */
export function printedBars(svg: string, dpi: number): Picture {
  const [, widthMm = '', heightMm = '', unitsWide = ''] =
    /width="([\d.]+)mm" height="([\d.]+)mm" viewBox="0 0 (\d+) /.exec(svg) ?? [];
  const dots = (mm: string) => Math.round((Number(mm) * dpi) / 25.4);
  const [width, height] = [dots(widthMm), dots(heightMm)];
  const unit = Number(unitsWide) / ((Number(widthMm) * dpi) / 25.4);
  const bars = [...svg.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-/g)].map((match) => match.slice(1).map(Number));
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [(x + 0.5) * unit, (y + 0.5) * unit];
      const isInk = bars.some(
        ([left = 0, top = 0, wide = 0, high = 0]) =>
          across >= left && across < left + wide && down >= top && down < top + high,
      );
      if (isInk) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, data };
}
