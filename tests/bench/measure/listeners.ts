import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Target } from './targets.js';

export type Listeners = {
  /** Streams that were open until now. */
  open(): number;
  /** For each stream, when each order's event came, as often as it did. */
  arrivals(): Map<string, number[]>[];
  close(): void;
};

const EVENT = /"orderId":"([a-z0-9]{8})"/g;

/**
 * A live-event stream for each of these headers. What comes is only kept, with its time, and read afterwards: 200 clients on the
 * machine of the server must not take its time.
 */
export async function openListeners(target: Target, headers: Record<string, string>[]): Promise<Listeners> {
  const streams = await Promise.all(headers.map((own) => openStream(target, own)));
  return {
    open: () => streams.filter(({ socket }) => !socket.closed && !socket.readableEnded).length,
    arrivals: () => streams.map(({ chunks }) => readEvents(chunks)),
    close: () => {
      for (const { socket } of streams) socket.destroy();
    },
  };
}

type Chunk = { at: number; bytes: Buffer };

async function openStream(
  target: Target,
  headers: Record<string, string>,
): Promise<{ socket: Socket; chunks: Chunk[] }> {
  const { hostname, port } = new URL(target.url);
  const socket = connect(Number(port), hostname);
  const chunks: Chunk[] = [];
  socket.on('data', (bytes: Buffer) => chunks.push({ at: performance.now(), bytes })).on('error', () => {});
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET /api/events?types=order.created HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${lines.join('')}\r\n`);
  // The first message says from where on this stream tells everything.
  while (!Buffer.concat(chunks.map(({ bytes }) => bytes)).includes('\nid: ')) {
    if (socket.closed || socket.readableEnded) throw new Error(`a stream was refused: ${chunks[0]?.bytes.toString()}`);
    await once(socket, 'data');
  }
  return { socket, chunks };
}

function readEvents(chunks: Chunk[]): Map<string, number[]> {
  const text = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString('latin1');
  const ends: number[] = [];
  for (const { bytes } of chunks) ends.push((ends.at(-1) ?? 0) + bytes.length);
  const arrivals = new Map<string, number[]>();
  let chunk = 0;
  for (const match of text.matchAll(EVENT)) {
    const end = match.index + match[0].length;
    while ((ends[chunk] ?? end) < end) chunk += 1;
    const id = match[1] ?? '';
    arrivals.set(id, [...(arrivals.get(id) ?? []), chunks[chunk]?.at ?? Number.NaN]);
  }
  return arrivals;
}
