import type { Request } from 'express';
import { AppError } from '../shared/app-error.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that another site made a browser send, by Fetch metadata and Origin. A client that sends neither, such as curl,
 * is no browser and passes; so do the origins the operator named. Throws `forbidden`.
 */
export function refuseCrossSite(request: Request, allowedOrigins: readonly string[]): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && allowedOrigins.includes(origin)) return;
  // No page can forge this header, while Origin may not look like ours behind a proxy that puts its own Host.
  if (site === 'same-origin') return;
  const isForeign = site !== undefined && site !== 'none';
  if (isForeign || (origin !== undefined && !isOwnOrigin(request, origin))) {
    throw new AppError('forbidden', 'auth.cross_site', 'Forbidden');
  }
}

// Through URL on both sides, so that a default port or capitals make no difference. `host` honours a trusted proxy's X-Forwarded-Host.
function isOwnOrigin(request: Request, origin: string): boolean {
  try {
    const { protocol, host } = new URL(origin);
    return host !== '' && host === new URL(`${protocol}//${request.host}`).host;
  } catch {
    return false;
  }
}
