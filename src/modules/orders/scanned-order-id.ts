/** What a scan names: an order, and one piece of it where the scan was a piece's tag. */
export type Scanned = { orderId: string; piece: number | null };

export const ORDER_ID = /^[a-z0-9]{8}$/;

/** The id of an order, and behind any separator the number of a piece: another keyboard makes `'`, `ß`, `_` or `/` of a dash. */
const CODE = /^([a-z0-9]{8})(?:[^a-z0-9]+(\d{1,9}))?$/;
/** Where an address of ours names an order: `/qr/ID.png`, `/api/orders/ID-1/barcode.svg`, `/api/orders/ID`. */
const IN_ADDRESS = /(?:^|\/)(?:orders|qr)\/([^/?#]+)/i;
/** What the AIM standard lets a scanner send before the text to name the symbology, such as `]C1`; the bracket is a symbol already cut off. */
const SYMBOLOGY = /^[a-z][0-9a-z][^a-z0-9]*/;
/** Longer than any address of an order. */
const LONGEST = 500;

/**
 * What a scanner's text names, or a person's: capitals and full-width characters, blanks and control characters around it, the
 * prefix of the symbology and a foreign keyboard's dash make no difference. Null for what cannot be the id of an order.
 */
export function readScan(text: string): Scanned | null {
  if (text.length > LONGEST) return null;
  const named = nameIn(text).toLowerCase();
  const code = named.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  const isPrefixed = !named.startsWith(code);
  const match = CODE.exec(code) ?? (isPrefixed ? CODE.exec(code.replace(SYMBOLOGY, '')) : null);
  const [, orderId, piece] = match ?? [];
  return orderId === undefined ? null : { orderId, piece: piece === undefined ? null : Number(piece) };
}

/** What of a scan names something: all of it, or of an address what it is the address of. */
export function nameIn(text: string): string {
  const plain = text.normalize('NFKC');
  return (IN_ADDRESS.exec(plain)?.[1] ?? plain).replace(/\.(?:png|svg)\s*$/i, '');
}

/** The id of the order that a scan names; what names none is answered as it came, without the blanks around it. */
export function scannedOrderId(text: string): string {
  return readScan(text)?.orderId ?? text.trim();
}
