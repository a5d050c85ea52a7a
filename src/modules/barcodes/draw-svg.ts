import { glyphOf, outlineOf } from './glyphs.js';
import type { BarLayout } from './lay-out-bars.js';

const MM_PER_INCH = 25.4;

/**
 * The picture as SVG with its size in millimetres: without one a browser stretches it to its box, and the bars lose their width. It
 * holds outlines and no text, so that it looks the same where the font is not installed.
 */
export function drawSvg({ width, height, bars, top, barDots, text }: BarLayout, dpi: number): string {
  const size = (dots: number) => `${((dots * MM_PER_INCH) / dpi).toFixed(3)}mm`;
  const strokes = bars.map((bar) => `M${bar.x} ${top}h${bar.width}v${barDots}h-${bar.width}z`).join('');
  return (
    `<svg width="${size(width)}" height="${size(height)}" viewBox="0 0 ${width} ${height}" xmlns="http://www.w3.org/2000/svg">\n` +
    '<rect width="100%" height="100%" fill="#FFFFFF" />\n' +
    `<path d="${strokes}" fill="#000000" shape-rendering="crispEdges" />\n` +
    `<g fill="#000000">${outlines(text)}</g>\n</svg>\n`
  );
}

function outlines({ value, x, baseline, size }: BarLayout['text']): string {
  let pen = x;
  const paths: string[] = [];
  for (const character of value) {
    const outline = outlineOf(character, size);
    if (outline !== '') paths.push(`<path transform="translate(${pen} ${baseline})" d="${outline}" />`);
    pen += glyphOf(character, size).advance;
  }
  return paths.join('');
}
