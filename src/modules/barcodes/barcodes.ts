import type { BarcodeFormat } from './barcode-format.js';
import { drawPng } from './draw-png.js';
import { drawSvg } from './draw-svg.js';
import { type Bars, encodeBars } from './encode-bars.js';
import { type BarSize, layOutBars } from './lay-out-bars.js';

/** The resolutions of label printers, with the dots of a module that is a quarter of a millimetre: a hand scanner reads that from a strip tag. */
const SIZES = {
  203: { moduleDots: 2, barDots: 121, textDots: 20 },
  300: { moduleDots: 3, barDots: 178, textDots: 30 },
} as const satisfies Record<number, BarSize>;

export type Dpi = keyof typeof SIZES;

/** Some hundred bytes each: what was made lately is asked for soon. */
const MOST_REMEMBERED = 1_000;

export type Barcodes = {
  /** Makes the bars of a code, which costs a tenth of a millisecond, and keeps the latest in memory. Nothing is drawn. */
  encode(code: string): Bars;
  /** The picture of a code, for printers of this resolution. Less than a millisecond; it is kept nowhere. */
  draw(code: string, format: BarcodeFormat, dpi?: Dpi): Buffer;
};

/** Code128 pictures of order ids and tags. They are drawn when asked for: no file and no thread. */
export function createBarcodes(): Barcodes {
  const remembered = new Map<string, Bars>();
  const encode = (code: string): Bars => {
    const bars = remembered.get(code) ?? encodeBars(code);
    remembered.delete(code);
    remembered.set(code, bars);
    if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
    return bars;
  };
  return {
    encode,
    draw: (code, format, dpi = 203) => {
      const layout = layOutBars(encode(code), SIZES[dpi]);
      return format === 'png' ? drawPng(layout, dpi) : Buffer.from(drawSvg(layout, dpi));
    },
  };
}
