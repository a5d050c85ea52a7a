import type { Page } from '../shared/page.js';

/** An answer that is more than a JSON body: with headers, or a file, which may be a stream. */
export class Reply {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly nextCursor: string | null;

  constructor(body: unknown, headers: Record<string, string> = {}, nextCursor: string | null = null) {
    this.body = body;
    this.headers = headers;
    this.nextCursor = nextCursor;
  }
}

/** A list: a bare array, its full length in `X-Total-Count`, and a `Link` to the next page whenever rows are left. */
export function pageReply(page: Page<unknown>): Reply {
  return new Reply(page.rows, { 'X-Total-Count': String(page.total) }, page.next);
}
