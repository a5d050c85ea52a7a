import { AsyncLocalStorage } from 'node:async_hooks';

/** A permission to be worked on: given back while the request waits, and taken again at once or in turn. */
type Permit = { release(): void; resume(): void; reacquire(): Promise<void> };

/** The request being served. */
export type RequestContext = {
  readonly requestId: string;
  /** To be worked on. */
  permit: Permit | null;
  /** How long it waited for its turns so far. */
  waitedMs: number;
  /** To have a password looked at. */
  hashPermit: Permit | null;
};

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and everything it awaits, as part of the request with this id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run({ requestId, permit: null, waitedMs: 0, hashPermit: null }, work);
}

/** The request being served; undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** The id of the request being served; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

/** Runs `work`, which waits for something else than this process, without the request's permit: others are served meanwhile. */
export function withoutPermit<T>(work: () => Promise<T>): Promise<T> {
  return releasing(storage.getStore()?.permit, work);
}

/** Runs `work`, which waits for what others do, and adds to what the request has waited. */
export async function waiting<T>(work: () => Promise<T>): Promise<T> {
  const request = storage.getStore();
  const since = performance.now();
  try {
    return await releasing(request?.hashPermit, () => withoutPermit(work));
  } finally {
    if (request) request.waitedMs += performance.now() - since;
  }
}

async function releasing<T>(permit: Permit | null | undefined, work: () => Promise<T>): Promise<T> {
  permit?.release();
  try {
    return await work();
  } finally {
    permit?.resume();
  }
}
