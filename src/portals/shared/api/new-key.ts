/** A key nobody guesses. `crypto.randomUUID` is not there on the shop's own network without TLS; this is. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
