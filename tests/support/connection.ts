import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

export type Answer = { status: number; headers: Record<string, string>; body: unknown };
export type Connection = {
  /** Sends a request and resolves once the server is at work on it; its answer comes later. */
  begin: (request: { method: string; path: string; body: object }) => Promise<void>;
  /** Sends a request without a body, also behind one that is not answered yet. */
  send: (method: string, path: string) => void;
  /** The next answer on this connection. Throws when the server closed it without one. */
  answer: () => Promise<Answer>;
};

/** One kept-alive connection, written by hand: clients hide theirs and open another when it suits them. */
export async function openConnection(serverUrl: string): Promise<Connection> {
  const { hostname, port } = new URL(serverUrl);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => {
    socket.destroy();
  });
  let received = '';
  let isClosed = false;
  let wake = () => {};
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    received += text;
    wake();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
    wake();
  });
  await new Promise((resolve) => socket.once('connect', resolve));

  const take = async (): Promise<Answer> => {
    for (;;) {
      const first = split(received);
      if (first) {
        received = first.rest;
        return first.answer;
      }
      if (isClosed) throw new Error(`the server closed the connection after ${JSON.stringify(received)}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    begin: async ({ method, path, body }) => {
      const json = JSON.stringify(body);
      // The server says 100 Continue as it hands the request to its handlers: then it is in flight, without a guess.
      socket.write(
        `${method} ${path} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n` +
          `Content-Length: ${Buffer.byteLength(json)}\r\nExpect: 100-continue\r\n\r\n${json}`,
      );
      const { status } = await take();
      if (status !== 100) throw new Error(`the server answered ${status} before it began`);
    },
    send: (method, path) => {
      socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
    },
    answer: take,
  };
}

/** The first whole answer in `text`, if it is all there. Bodies here are ASCII JSON with a length. */
function split(text: string): { answer: Answer; rest: string } | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const bodyEnd = end + 4 + Number(headers['content-length'] ?? 0);
  if (text.length < bodyEnd) return null;
  const body = text.slice(end + 4, bodyEnd);
  return {
    answer: { status: Number(statusLine.split(' ')[1]), headers, body: body === '' ? null : JSON.parse(body) },
    rest: text.slice(bodyEnd),
  };
}
