import { expect } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { expectRefusal, TOO_LARGE } from '../support/error-shape.js';
import { promise } from '../support/promises/promise.js';

const LIMIT = 1_048_576;

promise(33, { title: 'a body of one byte over the limit is 413, one within it is read' }, async ({ http }) => {
  const padded = (bytes: number) => JSON.stringify(anOrderBody()).padEnd(bytes);

  const within = await http.post('/api/orders').type('json').send(padded(LIMIT));
  const over = await http
    .post('/api/orders')
    .type('json')
    .send(padded(LIMIT + 1));

  expect(within.status).toBe(201);
  expectRefusal(over, TOO_LARGE);
});
