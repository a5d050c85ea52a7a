import { connect, type Socket } from 'node:net';
import type { TestApp } from './app.js';

export type RawAnswer = { status: number; headers: Record<string, string>; body: unknown };

/**
 * Sends bytes as they are, which no HTTP client would, and answers what came when the server closed the connection. A server that
 * keeps it open fails the test by its timeout.
 */
export async function sendRaw(app: TestApp, bytes: string | Buffer): Promise<RawAnswer> {
  const socket = open(app);
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('close', () => resolve());
    socket.once('error', reject);
    socket.write(bytes);
  });
  return parse(Buffer.concat(chunks).toString('utf8'));
}

/** Sends the beginning of a request, never its end, and answers what the server says to that. */
export async function firstAnswer(app: TestApp, bytes: string | Buffer): Promise<RawAnswer> {
  const socket = open(app);
  let text = '';
  try {
    return await new Promise<RawAnswer>((resolve, reject) => {
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (isComplete(text)) resolve(parse(text));
      });
      socket.once('close', () => reject(new Error(`the server closed after: ${text}`)));
      socket.once('error', reject);
      socket.write(bytes);
    });
  } finally {
    socket.destroy();
  }
}

/** A request without a body as bytes, the last one on its connection; the path goes out exactly as written. */
export function rawRequest(method: string, path: string, headers: string[] = ['Host: localhost']): string {
  return `${[`${method} ${path} HTTP/1.1`, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;
}

function open(app: TestApp): Socket {
  const { hostname, port } = new URL(app.url);
  return connect(Number(port), hostname);
}

function isComplete(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
  return end >= 0 && Buffer.byteLength(text.slice(end + 4)) >= length;
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = text.slice(end + 4);
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  return { status: Number(statusLine.split(' ')[1]), headers, body: isJson && body !== '' ? JSON.parse(body) : body };
}
