import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../../src/http/create-server.js';

test('requests and answers have Express’s prototypes before Express sees them, so that none is ever exchanged', async () => {
  const app = express();
  const seen: unknown[] = [];
  app.get('/', (request, response) => {
    seen.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
    response.send('here');
  });
  const server = createHttpServer(app);
  server.prependListener('request', (request, response) => {
    seen.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());

  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  expect(await answer.text()).toBe('here');
  const [requestBefore, responseBefore, requestAfter, responseAfter] = seen;
  expect(requestAfter === requestBefore, 'Express exchanges the prototype of requests again: see the decision').toBe(
    true,
  );
  expect(responseAfter === responseBefore, 'Express exchanges the prototype of answers again: see the decision').toBe(
    true,
  );
  expect(requestAfter).toBe(app.request);
});

const MB = 1_048_576;

/** Where such a server listens that cuts off whoever takes nothing for half a second. */
async function serving(app: express.Express): Promise<number> {
  const server = createHttpServer(app, 500);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test('whoever takes nothing of an answer is cut off, whatever made it; whoever takes it slowly is not', async () => {
  const app = express();
  let closed = 0;
  app.get('/', (_request, response) => {
    response.once('close', () => {
      closed += 1;
    });
    response.end(Buffer.alloc(64 * MB));
  });
  const port = await serving(app);
  const ask = () => {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    onTestFinished(() => void socket.destroy());
    socket.write('GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n');
    return socket;
  };

  const still = ask().pause();
  await expect.poll(() => closed, { timeout: 10_000 }).toBe(1);
  const slow = ask();
  let length = 0;
  slow.on('data', (chunk: Buffer) => {
    const megabytes = Math.floor(length / MB);
    length += chunk.length;
    if (Math.floor(length / MB) === megabytes) return;
    // Each wait is shorter than the patience, all of them together are much longer.
    slow.pause();
    setTimeout(() => slow.resume(), 20);
  });

  await expect.poll(() => length, { timeout: 20_000 }).toBeGreaterThan(64 * MB);
  expect(still.bytesRead).toBeLessThan(64 * MB);
});

test('an answer that goes on, with a line now and then, is not cut off', async () => {
  const app = express();
  app.get('/', (_request, response) => {
    let lines = 0;
    const timer = setInterval(() => {
      lines += 1;
      response.write(`${lines}\n`);
      if (lines === 8) response.end();
    }, 80);
    response.once('close', () => clearInterval(timer));
  });
  const port = await serving(app);

  const answer = await fetch(`http://127.0.0.1:${port}/`);

  expect(await answer.text()).toBe('1\n2\n3\n4\n5\n6\n7\n8\n');
});
