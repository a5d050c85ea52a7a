// The counter's service worker: with it the page opens without the network. It knows nothing of orders.

// The build puts in what it made.
declare const __FILES: string[];
declare const __VERSION: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const PAGE = '/employee';
const cacheName = `employee-${__VERSION}`;

const pageOf = () => new Request(PAGE, { headers: { Accept: 'text/html' }, cache: 'no-cache' });

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => Promise.all([cache.addAll(__FILES), cache.add(pageOf())]))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('employee-') && name !== cacheName))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/portals/assets/')) event.respondWith(fromCache(request));
  else if (request.mode === 'navigate' && !pathname.startsWith(`${PAGE}/api/`)) event.respondWith(fromServer(request));
});

/** Files hold a hash in their names: what is there is right. */
async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request.url, response.clone());
  return response;
}

/** The page as the server has it, and without one, or while it cannot answer, as it was. */
async function fromServer(request: Request): Promise<Response> {
  const response = await fetch(request).catch(() => null);
  if (response && response.status < 500) return response;
  return (await caches.match(PAGE, { cacheName })) ?? response ?? Response.error();
}
