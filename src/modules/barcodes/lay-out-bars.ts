import type { Bars } from './encode-bars.js';
import { glyphOf, measureText } from './glyphs.js';

/** Quiet zone on each side, in modules, as the standard demands. */
const QUIET_MODULES = 10;
const MARGIN_MODULES = 2;

/** Sizes in printer dots. `moduleDots` is the width of the narrowest bar, `barDots` the height of all, `textDots` the size of the type. */
export type BarSize = { moduleDots: number; barDots: number; textDots: number };

/** Where everything stands, in whole dots from the upper left: a bar never begins within a dot. */
export type BarLayout = {
  width: number;
  height: number;
  bars: { x: number; width: number }[];
  top: number;
  barDots: number;
  text: { value: string; x: number; baseline: number; size: number };
};

/** Lays bars out between their quiet zones, with the text for people centred below: for pictures, and for labels of any size. */
export function layOutBars({ text, widths, modules }: Bars, { moduleDots, barDots, textDots }: BarSize): BarLayout {
  const quiet = QUIET_MODULES * moduleDots;
  const top = MARGIN_MODULES * moduleDots;
  const bars: BarLayout['bars'] = [];
  let x = quiet;
  widths.forEach((width, index) => {
    if (index % 2 === 0) bars.push({ x, width: width * moduleDots });
    x += width * moduleDots;
  });
  const baseline = top + barDots + moduleDots - 1 + glyphOf('0', textDots).top;
  const measured = measureText(text, textDots);
  return {
    width: 2 * quiet + modules * moduleDots,
    height: baseline + measured.descent + top,
    bars,
    top,
    barDots,
    text: {
      value: text,
      x: quiet + Math.floor((modules * moduleDots - measured.width) / 2),
      baseline,
      size: textDots,
    },
  };
}
