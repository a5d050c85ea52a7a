import { expect, test } from 'vitest';
import { emptyFolder, startServer } from '../support/server-process.js';
import { orderSomething } from '../typed-client/example.js';

// That its types fit is checked by .ci/run, which makes them from the document.
test('the example of a typed client places and tracks an order', async () => {
  const server = await startServer('commands/start', emptyFolder());

  const order = await orderSomething(server.url, 'asha@example.com');

  expect(order).toEqual({ id: expect.stringMatching(/^[a-z0-9]{8}$/), status: 'At Store', total: 1_000 });
});
