import { connect } from 'node:net';
import { expect } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { NOT_HTTP } from '../support/not-http.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

/** All that the server says to these bytes until it closes the connection, or for two seconds. */
function sayTo(server: PromiseServer, bytes: Buffer): Promise<{ text: string; closed: boolean }> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    const finish = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text: Buffer.concat(chunks).toString('latin1'), closed });
    };
    const timer = setTimeout(() => finish(false), 2_000);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => finish(true));
    socket.on('error', () => finish(true));
    socket.end(bytes);
  });
}

const statusesIn = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((found) => Number(found[1]));

const json = JSON.stringify(anOrderBody());
const SEEDS = [
  `GET /api/services?limit=2 HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
  `POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\nConnection: close\r\n\r\n${json}`,
  `POST /auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n`,
  `GET /auth/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a.b.c\r\nCookie: session=s%3Aabc.def\r\nConnection: close\r\n\r\n`,
];
const PIECES = [
  '\r\n',
  '\n',
  '\0',
  ' ',
  ':',
  '%',
  '\xff',
  '\r\n\r\n',
  'Content-Length: 3\r\n',
  'Transfer-Encoding: chunked\r\n',
  '0\r\n\r\n',
  '{',
  '"',
  'HTTP/9.9',
  '\t',
  'é',
  'x'.repeat(9_000),
];

/** A request with some of its bytes changed, left out, doubled, or others put between them. */
function mutated(): Buffer {
  const below = (count: number) => Math.floor(Math.random() * count);
  let bytes = Buffer.from(SEEDS[below(SEEDS.length)] ?? '', 'latin1');
  for (let change = 0; change <= below(4); change += 1) {
    const at = below(bytes.length);
    const kind = below(4);
    const rest = bytes.subarray(at);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), rest.subarray(1 + below(20))]);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), rest.subarray(0, below(40)), rest]);
    else
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(PIECES[below(PIECES.length)] ?? '', 'latin1'), rest]);
  }
  return bytes;
}

async function fuzz(server: PromiseServer, count: number): Promise<void> {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const bytes = mutated();
      const statuses = statusesIn((await sayTo(server, bytes)).text);
      const told = JSON.stringify(bytes.toString('latin1').slice(0, 500));
      // 503 is an honest answer of a busy server; a 500 never is.
      expect(
        statuses.filter((status) => status >= 500 && status !== 503),
        told,
      ).toEqual([]);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  expect((await server.http.get('/ping')).body).toEqual({ message: 'pong' });
  expect(server.log().filter(({ level }) => level >= 50)).toEqual([]);
}

promise(45, { title: 'mutated requests crash nothing and are no 500' }, async (server, { figure }) => {
  await fuzz(server, 400);
  figure('requests', 400);
});

promise(45, { title: 'mutated requests for long', long: true, own: true }, async (server, { figure, scaled }) => {
  const count = scaled(20_000);
  await fuzz(server, count);
  figure('requests', count);
});

const HIDDEN = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n';
const length = Buffer.byteLength(HIDDEN);
const head = (...lines: string[]) =>
  ['POST /api/orders HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...lines].join('\r\n');
const SMUGGLING: [string, string][] = [
  [
    'a length and chunks',
    `${head(`Content-Length: ${length + 5}`, 'Transfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${HIDDEN}`,
  ],
  ['chunks and a length', `${head('Transfer-Encoding: chunked', 'Content-Length: 4')}\r\n\r\n0\r\n\r\n${HIDDEN}`],
  ['two lengths', `${head('Content-Length: 0', `Content-Length: ${length}`)}\r\n\r\n${HIDDEN}`],
  ['lengths in a list', `${head(`Content-Length: 0, ${length}`)}\r\n\r\n${HIDDEN}`],
  ['a signed length', `${head('Content-Length: +0')}\r\n\r\n${HIDDEN}`],
  ['chunks of another spelling', `${head('Transfer-Encoding: xchunked')}\r\n\r\n0\r\n\r\n${HIDDEN}`],
  ['chunks not last', `${head('Transfer-Encoding: chunked, identity')}\r\n\r\n0\r\n\r\n${HIDDEN}`],
  ['chunks behind a blank', `${head('Transfer-Encoding : chunked')}\r\n\r\n0\r\n\r\n${HIDDEN}`],
  [
    'chunks behind a folded line',
    `${head('Transfer-Encoding:\r\n chunked', 'Content-Length: 4')}\r\n\r\n0\r\n\r\n${HIDDEN}`,
  ],
  ['a chunk of a wrong size', `${head('Transfer-Encoding: chunked')}\r\n\r\n-1\r\n\r\n${HIDDEN}`],
  ['a chunk of an endless size', `${head('Transfer-Encoding: chunked')}\r\n\r\nfffffffffffffffff\r\n${HIDDEN}`],
  ['a bare line feed in a header', `${head('X-A: b\nTransfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${HIDDEN}`],
  ['a bare carriage return', `${head('X-A: b\rContent-Length: 0')}\r\n\r\n${HIDDEN}`],
  [
    'an older version with chunks',
    `POST /api/orders HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${HIDDEN}`,
  ],
];

promise(45, { title: 'smuggling shapes get one refusal and a closed connection' }, async (server, { figure }) => {
  const before = () => server.log().filter((line) => line['route'] === 'GET unmatched').length;
  const unmatched = before();
  for (const [what, text] of SMUGGLING) {
    const { text: answer, closed } = await sayTo(server, Buffer.from(text, 'latin1'));
    const statuses = statusesIn(answer);
    expect(statuses.length, `${what}: ${answer}`).toBe(1);
    expect(statuses[0], what).toBeGreaterThanOrEqual(400);
    expect(statuses[0], what).toBeLessThan(500);
    expect(closed, what).toBe(true);
  }
  for (const [what, bytes] of NOT_HTTP) {
    const { text: answer, closed } = await sayTo(server, Buffer.from(bytes));
    expect(statusesIn(answer), what).toEqual([400]);
    expect(closed, what).toBe(true);
  }
  figure('shapes', SMUGGLING.length + NOT_HTTP.length);
  expect(before()).toBe(unmatched);
  expect((await server.http.get('/ping')).status).toBe(200);
});
