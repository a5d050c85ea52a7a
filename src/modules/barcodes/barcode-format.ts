export const barcodeFormats = ['png', 'svg'] as const;
export type BarcodeFormat = (typeof barcodeFormats)[number];
