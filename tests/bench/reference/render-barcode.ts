import { toBuffer } from 'bwip-js/node';

const PRINTER_DPI = 203;
/** Dots per bar module at 203 dpi: 0.25 mm, which a hand scanner reads from a strip tag. */
const MODULE_DOTS = 2;
// bwip-js counts millimetres at 72 dpi times the scale; this many of them are 15 mm on paper at 203 dpi.
const BAR_HEIGHT = (15 * PRINTER_DPI) / (72 * MODULE_DOTS);

/** A Code128 symbol (ISO/IEC 15417) of `text`, drawn by the library as the product drew it once: quiet zones of ten modules, text below. */
export function renderBarcode(text: string): Promise<Buffer> {
  // The types of the library do not know `dpi`.
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
  return toBuffer(options);
}
