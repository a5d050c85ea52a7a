import type { AddressInfo } from 'node:net';
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
