import type { Actor } from '../identity/index.js';
import type { PlacedEvent } from '../outbox/index.js';

/** A client that takes less than it is sent is let go when so much waits for it. */
export const MOST_BUFFERED_BYTES = 262_144;

/** Where a stream writes to: one client's connection. */
export type Sink = {
  write(text: string | Buffer): void;
  /** Bytes written that the client's connection has not taken. */
  buffered(): number;
  end(text: string): void;
  destroy(): void;
  onClose(listener: () => void): void;
};

export type Viewer = {
  actor: Actor;
  /** Whether the login that opened the stream is still good. */
  isStillGood: () => Promise<boolean>;
  /** When a token ends. */
  expiresAt: Date | null;
};

/** One open stream: who watches, what they asked for, and up to where they were told. */
export type LiveStream = {
  viewer: Viewer;
  sink: Sink;
  wants: (type: string) => boolean;
  position: number;
  isOpen: boolean;
};

/** A message of the server-sent events format, with the position that a client resumes from. */
export function frameOf({ position, event }: PlacedEvent): Buffer {
  return Buffer.from(`id: ${position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

/** Nothing that happened: keeps the connection open, and tells the client how far it has come. */
export function heartbeat(position: number): string {
  return `: heartbeat\nid: ${position}\n\n`;
}
