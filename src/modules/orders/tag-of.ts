/** What the strip on a piece carries. */
export function tagOf(orderId: string, number: number): string {
  return `${orderId}-${number}`;
}
