/** An order as it is in itself: what the caller may do with it now, which only staff are told, left out. */
export function withoutMoves<Order extends object>(order: Order): Omit<Order, 'allowedMoves'> {
  const { allowedMoves: _allowedMoves, ...rest } = order as Order & { allowedMoves?: unknown };
  return rest;
}
