const CODE = /(?:^|[^a-z0-9])([a-z0-9]{8})(?:[^a-z0-9]+\d{1,9})?[^a-z0-9]*$/;

/**
 * The order that a scanned text may name: its id, or a piece's tag, in capitals or with another keyboard's dash. Null when it is no
 * code of ours. Only the server knows whether there is such an order.
 */
export function readCode(text: string): string | null {
  return CODE.exec(text.normalize('NFKC').toLowerCase())?.[1] ?? null;
}

/** Whether a text that came as fast as from a scanner is one of our codes and no word or number somebody put into a field. */
export function isSurelyCode(text: string): boolean {
  const code = readCode(text);
  return code !== null && /[a-z]/.test(code) && !/\s/.test(text.trim());
}
