/** Has the page open without the network from now on. On the shop's own network without TLS browsers do not allow it. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !isSecureContext) return;
  void navigator.serviceWorker.register('/employee/sw.js', { scope: '/employee' }).catch(() => null);
  // What waits to be sent shall not be thrown away when the disk is full.
  void navigator.storage.persist().catch(() => false);
}
