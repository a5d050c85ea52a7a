import { constants, setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { toBuffer, toSVG } from 'bwip-js/node';
import type { BarcodeFormat } from './barcode-format.js';

// Runs in a worker thread: a PNG is some 8 ms of CPU. Requests come first where a thread has a priority of its own; elsewhere it
// would be that of the whole process.
if (process.platform === 'linux' && !isMainThread) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const PRINTER_DPI = 203;
/** Dots per bar module at 203 dpi: 0.25 mm, which a hand scanner reads from a strip tag. */
const MODULE_DOTS = 2;
// bwip-js counts millimetres at 72 dpi times the scale; this many of them are 15 mm on paper at 203 dpi.
const BAR_HEIGHT = (15 * PRINTER_DPI) / (72 * MODULE_DOTS);

/** A Code128 symbol (ISO/IEC 15417) of `text` with its quiet zones of ten modules and the text under the bars. */
export default async function render({ text, format }: { text: string; format: BarcodeFormat }): Promise<Uint8Array> {
  const options = {
    bcid: 'code128',
    text,
    scale: MODULE_DOTS,
    height: BAR_HEIGHT,
    dpi: PRINTER_DPI,
    includetext: true,
    textxalign: 'center' as const,
    paddingwidth: 10,
    paddingheight: 2,
    backgroundcolor: 'FFFFFF',
  };
  return format === 'png' ? toBuffer(options) : Buffer.from(inMillimetres(toSVG(options)));
}

// Without a size a browser stretches the picture to its box, and the bars lose their width.
function inMillimetres(svg: string): string {
  return svg.replace(/viewBox="0 0 (\d+) (\d+)"/, (viewBox, width: string, height: string) => {
    const size = (dots: string) => `${((Number(dots) * 25.4) / PRINTER_DPI).toFixed(3)}mm`;
    return `width="${size(width)}" height="${size(height)}" ${viewBox}`;
  });
}
