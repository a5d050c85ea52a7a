import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

export type Asking = { path: string; headers: Record<string, string>; from: string };

/** A client that asks, and reads nothing but the beginning of the answer. Resolves when that came, or the server let it go. */
export function askAndReadNothing(url: string, { path, headers, from }: Asking): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  const lines = Object.entries({ Host: hostname, 'X-Forwarded-For': from, ...headers });
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  return new Promise((resolve) => {
    // Something waits in the buffer, where it stays.
    socket.once('readable', () => resolve(socket));
    socket.once('close', () => resolve(socket));
  });
}

/** Resident memory of a process of this machine, in megabytes. Linux only. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_024;
}
