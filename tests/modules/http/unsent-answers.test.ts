import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { sendStream } from '../../../src/http/send-stream.js';
import { UnsentAnswers } from '../../../src/http/unsent-answers.js';

const MB = 1_048_576;

/** How many bytes come until nothing does for a moment, or the connection ends. */
function lengthOf(socket: Socket): Promise<number> {
  return new Promise((resolve) => {
    let length = 0;
    const done = () => resolve(length);
    socket.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > 15 * MB) done();
    });
    socket.once('close', done);
    socket.resume();
  });
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A server whose every answer is this long, and clients of it by the address a proxy names. */
async function serving(unsent: UnsentAnswers, bytes: number) {
  const app = express().set('trust proxy', 1);
  const content = Buffer.alloc(bytes, 'x');
  app.get('/', unsent.refuse, (request, response) => {
    response.setHeader('Content-Length', bytes);
    unsent.send(request, response, content, bytes);
  });
  app.get('/file', unsent.refuse, async (request, response) => {
    const parts = Array.from({ length: 3 }, () => content);
    await sendStream(unsent, Readable.from(parts, { objectMode: false, highWaterMark: 0 }), request, response);
  });
  app.use(((error, _request, response, _next) => {
    response.status(503).end(String((error as { code?: unknown }).code));
  }) as express.ErrorRequestHandler);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    /** Asks and reads nothing. */
    askOnly: (client: string, path = '/'): Socket => {
      const socket = connect(port, '127.0.0.1')
        .on('error', () => {})
        .pause();
      open.push(() => socket.destroy());
      socket.write(`GET ${path} HTTP/1.1\r\nHost: shop.test\r\nX-Forwarded-For: ${client}\r\n\r\n`);
      return socket;
    },
    ask: async (client: string, path = '/') => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'X-Forwarded-For': client } });
      return { status: answer.status, length: (await answer.arrayBuffer()).byteLength };
    },
  };
}

test('a client that leaves 32 MB unread gets no more, and others everything', async () => {
  const unsent = new UnsentAnswers();
  const { askOnly, ask } = await serving(unsent, 20 * MB);

  askOnly('10.0.0.1');
  askOnly('10.0.0.1');
  await expect.poll(() => unsent.bytes).toBe(40 * MB);

  expect((await ask('10.0.0.1')).status).toBe(503);
  expect(await ask('10.0.0.2')).toEqual({ status: 200, length: 20 * MB });
  await expect.poll(() => unsent.bytes).toBe(40 * MB);
});

test('all unread answers together come to 64 MB at most: the oldest of whoever has the most are cut, nobody else’s', async () => {
  const unsent = new UnsentAnswers();
  const { askOnly } = await serving(unsent, 15 * MB);
  const asking = async (client: string, bytes: number) => {
    const socket = askOnly(client);
    await expect.poll(() => unsent.bytes).toBe(bytes);
    return socket;
  };

  const bystander = await asking('10.0.0.9', 15 * MB);
  const first = await asking('10.0.0.1', 30 * MB);
  const second = await asking('10.0.0.1', 45 * MB);
  const other = await asking('10.0.0.2', 60 * MB);
  const newcomer = await asking('10.0.0.3', 60 * MB);

  const lengths = await Promise.all([bystander, first, second, other, newcomer].map(lengthOf));
  expect(lengths.map((length) => length > 15 * MB)).toEqual([true, false, true, true, true]);
  await expect.poll(() => unsent.bytes).toBe(0);
});

test('a client that takes nothing is cut after the standstill, and what it left is free again', async () => {
  const unsent = new UnsentAnswers(300);
  const { askOnly } = await serving(unsent, 20 * MB);

  const socket = askOnly('10.0.0.1');
  await expect.poll(() => unsent.bytes).toBe(20 * MB);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await expect.poll(() => unsent.bytes, { timeout: 10_000 }).toBe(0);
  socket.resume();
  await closed;
});

test('answers that are read leave nothing behind', async () => {
  const unsent = new UnsentAnswers();
  const { ask } = await serving(unsent, MB);

  await Promise.all(Array.from({ length: 20 }, (_, index) => ask(`10.0.1.${index % 3}`)));

  await expect.poll(() => unsent.bytes).toBe(0);
});

test('what waits of a file counts while its client does not read, and no more of it is made', async () => {
  const unsent = new UnsentAnswers();
  const { askOnly, ask } = await serving(unsent, 15 * MB);

  const files = [askOnly('10.0.0.1', '/file'), askOnly('10.0.0.1', '/file'), askOnly('10.0.0.1', '/file')];
  await expect.poll(() => unsent.bytes).toBe(45 * MB);

  expect((await ask('10.0.0.1')).status).toBe(503);
  expect(await ask('10.0.0.2', '/file')).toEqual({ status: 200, length: 45 * MB });
  expect(unsent.bytes).toBe(45 * MB);
  for (const file of files) file.destroy();
  await expect.poll(() => unsent.bytes).toBe(0);
  expect((await ask('10.0.0.1', '/file')).length).toBe(45 * MB);
});

test('unread files are cut like other answers, the oldest of whoever has the most', async () => {
  const unsent = new UnsentAnswers();
  const { askOnly, ask } = await serving(unsent, 15 * MB);

  const first = askOnly('10.0.0.1', '/file');
  await expect.poll(() => unsent.bytes).toBe(15 * MB);
  for (const client of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) askOnly(client, '/file');
  await expect.poll(() => unsent.bytes).toBe(60 * MB);
  expect(await ask('10.0.0.4', '/file')).toEqual({ status: 200, length: 45 * MB });

  expect(await lengthOf(first)).toBeLessThan(15 * MB);
  await expect.poll(() => unsent.bytes).toBe(45 * MB);
});
