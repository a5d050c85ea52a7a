import { glyphOf } from './glyphs.js';
import { writeGreyPng } from './grey-png.js';
import type { BarLayout } from './lay-out-bars.js';

/** The picture in shades of grey, a dot of the printer for each point; its resolution is written into it. */
export function drawPng(layout: BarLayout, dpi: number): Buffer {
  const { width, height, top, barDots } = layout;
  const points = Buffer.alloc(width * height, 255);
  const first = points.subarray(top * width, (top + 1) * width);
  for (const bar of layout.bars) first.fill(0, bar.x, bar.x + bar.width);
  for (let row = top + 1; row < top + barDots; row += 1) first.copy(points, row * width);
  drawText(points, layout);
  return writeGreyPng({ width, height, points, dpi });
}

function drawText(points: Buffer, { width, text }: BarLayout): void {
  let pen = text.x;
  for (const character of text.value) {
    const glyph = glyphOf(character, text.size);
    for (let row = 0; row < glyph.height; row += 1) {
      const start = (text.baseline - glyph.top + row) * width + pen + glyph.left;
      for (let column = 0; column < glyph.width; column += 1) {
        points[start + column] = 255 - (glyph.ink[row * glyph.width + column] ?? 0);
      }
    }
    pen += glyph.advance;
  }
}
