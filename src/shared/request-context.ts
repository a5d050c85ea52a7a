import { AsyncLocalStorage } from 'node:async_hooks';
import type { Place } from './place.js';

/** The request being served. */
export type RequestContext = {
  readonly requestId: string;
  /** Among those worked on at once. */
  place: Place | null;
  /** How long it waited for its turns so far. */
  waitedMs: number;
  /** Among those whose passwords are looked at. */
  hashPlace: Place | null;
};

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and everything it awaits, as part of the request with this id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run({ requestId, place: null, waitedMs: 0, hashPlace: null }, work);
}

/** The request being served; undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** The id of the request being served; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

/** Runs `work`, which waits for something else than this process, without the request's place: others are served meanwhile. */
export function aside<T>(work: () => Promise<T>): Promise<T> {
  return lending(storage.getStore()?.place, work);
}

/** Runs `work`, which waits for what others do, and adds to what the request has waited. */
export async function waiting<T>(work: () => Promise<T>): Promise<T> {
  const request = storage.getStore();
  const since = performance.now();
  try {
    return await lending(request?.hashPlace, () => aside(work));
  } finally {
    if (request) request.waitedMs += performance.now() - since;
  }
}

async function lending<T>(place: Place | null | undefined, work: () => Promise<T>): Promise<T> {
  place?.lend();
  try {
    return await work();
  } finally {
    place?.takeBack();
  }
}
