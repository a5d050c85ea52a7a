import bwip from 'bwip-js/node';

const { FontLib } = bwip;

/** The type that scanners of text read as well, as the symbol's maker brings it. */
const FONT = FontLib.lookup('OCR-B');

/** A character as grey values, 255 for ink: `left` and `top` say where they stand from the pen, upwards. */
export type Glyph = { left: number; top: number; width: number; height: number; advance: number; ink: Uint8Array };

/** The character in this size, in dots. */
export function glyphOf(character: string, size: number): Glyph {
  const { left, top, width, height, advance, bytes } = FontLib.getglyph(FONT, character.charCodeAt(0), size, size);
  return { left, top, width, height, advance, ink: bytes };
}

/** How wide the ink of a text is, and how far it reaches below the line, in dots. */
export function measureText(text: string, size: number): { width: number; descent: number } {
  let [pen, width, descent] = [0, 0, 0];
  for (const character of text) {
    const glyph = glyphOf(character, size);
    width = pen + glyph.left + glyph.width;
    descent = Math.max(descent, glyph.height - glyph.top);
    pen += glyph.advance;
  }
  return { width, descent };
}

const outlines = new Map<string, string>();

/** The outline of a character as the path of an SVG, from the pen at the origin. */
export function outlineOf(character: string, size: number): string {
  const key = `${size}${character}`;
  const known = outlines.get(key);
  if (known !== undefined) return known;
  const at = (x: number, y: number) => `${x.toFixed(2)} ${(-y).toFixed(2)}`;
  const path = FontLib.getpaths(FONT, character.charCodeAt(0), size, size).map((step) => {
    if (step.type === 'Q') return `Q${at(step.cx, step.cy)} ${at(step.x, step.y)}`;
    if (step.type === 'C') return `C${at(step.cx1, step.cy1)} ${at(step.cx2, step.cy2)} ${at(step.x, step.y)}`;
    return `${step.type}${at(step.x, step.y)}`;
  });
  const outline = path.length > 0 ? `${path.join('')}Z` : '';
  outlines.set(key, outline);
  return outline;
}
