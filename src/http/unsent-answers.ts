import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../shared/app-error.js';
import { clientAddress } from './client-address.js';

/** What answers that their clients have not read may come to, of all clients together and of one. */
const MOST_BYTES = 64 * 1_048_576;
const MOST_BYTES_OF_CLIENT = 32 * 1_048_576;

/** A client that takes nothing for so long is gone, however its connection looks. */
export const LONGEST_STANDSTILL_MS = 60_000;

/** Less than this is taken by the operating system at once, or as good as. */
const FEW_BYTES = 16_384;

type Unsent = { response: Response; bytes: number };

/**
 * The answers that were made and not yet taken by their clients. They are memory: a client that reads nothing is cut after a standstill,
 * and where all of them together come to too much, the oldest answer of whoever has the most waiting is cut.
 */
export class UnsentAnswers {
  readonly #byClient = new Map<string, Set<Unsent>>();
  readonly #standstillMs: number;
  #bytes = 0;

  constructor(standstillMs = LONGEST_STANDSTILL_MS) {
    this.#standstillMs = standstillMs;
  }

  /** How many bytes wait in all. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Sends the content and watches it until the client has it, or is gone. */
  send(request: Request, response: Response, content: string | Buffer, bytes: number): void {
    response.end(content, 'utf8');
    if (bytes < FEW_BYTES || response.writableFinished || response.destroyed) return;
    response.setTimeout(this.#standstillMs, () => response.destroy());
    this.watch(request, response)(bytes);
  }

  /** Watches an answer until the client has it, or is gone. What it answers is to be told how much waits, whenever that changes. */
  watch(request: Request, response: Response): (bytes: number) => void {
    const client = clientAddress(request);
    const unsent = { response, bytes: 0 };
    response.once('close', () => this.#note(client, unsent, 0));
    return (bytes) => {
      if (!response.destroyed) this.#note(client, unsent, bytes);
    };
  }

  /** Refuses more work for a client that leaves this much unread. Throws `server.unread`. */
  refuse: RequestHandler = (request, _response, next) => {
    const own = this.#byClient.get(clientAddress(request));
    if (own && bytesOf(own) > MOST_BYTES_OF_CLIENT)
      throw new AppError('unavailable', 'server.unread', 'Too many answers are unread', { retryAfterSeconds: 5 });
    next();
  };

  #note(client: string, unsent: Unsent, bytes: number): void {
    const own = this.#byClient.get(client) ?? new Set();
    const counted = bytes < FEW_BYTES ? 0 : bytes;
    this.#bytes += counted - unsent.bytes;
    unsent.bytes = counted;
    if (counted > 0) this.#byClient.set(client, own.add(unsent));
    else if (own.delete(unsent) && own.size === 0) this.#byClient.delete(client);
    while (this.#bytes > MOST_BYTES && this.#cutOldestOfLargest()) {}
  }

  #cutOldestOfLargest(): boolean {
    const [largest] = [...this.#byClient.values()].toSorted((a, b) => bytesOf(b) - bytesOf(a));
    const [oldest] = largest ?? [];
    if (!largest || !oldest) return false;
    // Its `close` comes later, and finds nothing left to take away.
    largest.delete(oldest);
    this.#bytes -= oldest.bytes;
    oldest.bytes = 0;
    oldest.response.destroy();
    return true;
  }
}

function bytesOf(answers: Set<Unsent>): number {
  let sum = 0;
  for (const { bytes } of answers) sum += bytes;
  return sum;
}
