export { type BarcodeFormat, barcodeFormats } from './barcode-format.js';
export { type Barcodes, createBarcodes } from './barcodes.js';
