import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { freePort } from './postgres.js';

export type TcpProxy = {
  /** The URL, led through here. */
  url: string;
  /** From now on nothing is passed on, in either direction, and no connection is closed: as if the cable were cut. */
  fallSilent: () => void;
  /** New connections are passed on again; those from before and from the silence stay dead, as after a lost router. */
  recover: () => void;
  /** Closes every connection, and takes no new one until `accept`. */
  cut: () => Promise<void>;
  accept: () => Promise<void>;
};

/** A TCP proxy in front of a server, that can fail as networks do. Gone with the test. */
export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const target = new URL(targetUrl);
  const port = await freePort();
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((client) => {
    keep(client);
    if (silent) return;
    const upstream = keep(connect(Number(target.port), target.hostname));
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket.on('error', () => {});
  };
  const accept = async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const cut = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  };
  await accept();
  onTestFinished(async () => {
    if (server.listening) await cut();
  });
  const url = new URL(targetUrl);
  url.port = String(port);
  return {
    url: url.href,
    fallSilent: () => {
      silent = true;
      // Paused sockets keep what comes; unpiped and unread, it goes nowhere, and nobody is told.
      for (const socket of sockets) socket.unpipe().pause();
    },
    recover: () => {
      silent = false;
    },
    cut,
    accept,
  };
}
