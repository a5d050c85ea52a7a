import { constants, crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const METRES_PER_INCH = 0.0254;
/** The row as its difference to the one above: most rows of a barcode have none. */
const FILTER_UP = 2;

type GreyPicture = { width: number; height: number; points: Buffer; dpi: number };

/** A PNG (ISO/IEC 15948) of grey values, one byte a point, row by row. */
export function writeGreyPng({ width, height, points, dpi }: GreyPicture): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of grey; compression, filter and interlacing as there are no others.
  head[8] = 8;
  const resolution = Buffer.alloc(9);
  const perMetre = Math.floor(dpi / METRES_PER_INCH);
  resolution.writeUInt32BE(perMetre, 0);
  resolution.writeUInt32BE(perMetre, 4);
  resolution[8] = 1;
  const rows = deflateSync(filtered(width, height, points), { level: 6, strategy: constants.Z_RLE });
  const chunks = [chunk('IHDR', head), chunk('pHYs', resolution), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

function filtered(width: number, height: number, points: Buffer): Buffer {
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row += 1) {
    const to = row * (width + 1);
    const from = row * width;
    rows[to] = FILTER_UP;
    const same = row > 0 && points.compare(points, from - width, from, from, from + width) === 0;
    if (same) continue;
    for (let x = 0; x < width; x += 1) {
      rows[to + 1 + x] = (points[from + x] ?? 0) - (row > 0 ? (points[from - width + x] ?? 0) : 0);
    }
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
