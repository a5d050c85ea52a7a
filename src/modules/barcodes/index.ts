export { type BarcodeFormat, barcodeFormats } from './barcode-format.js';
export { type Barcodes, createBarcodes, type Dpi } from './barcodes.js';
export { type Bars, encodeBars } from './encode-bars.js';
export { type BarLayout, type BarSize, layOutBars } from './lay-out-bars.js';
