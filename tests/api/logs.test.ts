import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import createExpress from 'express';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { errorHandler } from '../../src/http/error-handler.js';
import { randomIds } from '../../src/shared/ids.js';
import { createLogger } from '../../src/shared/logger.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrderBody } from '../support/builders.js';
import { aCustomer, bearer } from '../support/clients.js';

let app: TestApp;
let written = '';
let crash: Error | undefined;

const destination = new Writable({
  write(chunk, _encoding, done) {
    written += String(chunk);
    done();
  },
});

beforeAll(async () => {
  const orderId = () => {
    if (crash) throw crash;
    return randomIds.orderId();
  };
  app = await startApp({}, { logger: createLogger('debug', destination), ids: { ...randomIds, orderId } });
});
beforeEach(() => {
  written = '';
  crash = undefined;
});
afterAll(() => app.close());

const lines = () =>
  written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

// The request line is written when the connection is done with the answer, a moment after the client has it.
async function settled(requestId: string): Promise<void> {
  for (let tries = 0; tries < 200 && !written.includes(requestId); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('every request writes one JSON line with its id, its route template, its status and no URL', async () => {
  const response = await app.http
    .get('/api/track/some-tracking-token?canary=query')
    .set('X-Request-Id', 'canary-request-1');
  await settled('canary-request-1');

  const mine = lines().filter((line) => line['requestId'] === 'canary-request-1');
  expect(response.headers['x-request-id']).toBe('canary-request-1');
  expect(mine).toHaveLength(1);
  expect(mine[0]).toMatchObject({
    route: 'GET /api/track/:trackingToken',
    status: 404,
    code: 'tracking.not_found',
    msg: 'request',
  });
  expect(written).not.toContain('some-tracking-token');
  expect(written).not.toContain('canary=query');
});

test('passwords, tokens, cookies, e-mails and phones never reach the log, wherever they were sent', async () => {
  const canaries = [
    'canary-password-7',
    'canary.person@example.com',
    '+919812345678',
    'canary-cookie-7',
    'canary-bearer-7',
  ];
  const [password = '', email = '', phone = '', cookie = '', token = ''] = canaries;
  const body = { name: password, email, phone, password, current_password: password, customerEmail: email, token };

  await app.http.post('/auth/signup').send(body);
  await app.http.post('/auth/login').send(body);
  await app.http.post('/auth/login').send({ email: password, password: email });
  await app.http.post(`/auth/login?password=${password}&email=${email}`).type('form').send(body);
  await app.http.post('/auth/signup').type('json').send(`{"password": "${password}", ${email}`);
  await app.http.get(`/${password}/${email}`).set(bearer(token)).set('Cookie', `session=${cookie}`);
  await app.http.get(`/api/orders?email=${email}`).set(bearer(token)).set('User-Agent', password).set('Referer', email);
  await app.http.get('/auth/me').set('Authorization', `Bearer ${token}`).set('X-Request-Id', email);
  await app.http
    .post('/api/orders')
    .send(anOrderBody({ customerEmail: email, customerPhone: phone, specialInstructions: password }));
  const last = await app.http.get('/ping').set('X-Request-Id', 'the-last-one-of-these');
  await settled('the-last-one-of-these');

  expect(last.status).toBe(200);
  expect(lines().length).toBeGreaterThanOrEqual(10);
  for (const canary of canaries) expect(written).not.toContain(canary);
});

test('an unexpected error is logged with its stack and without what it quotes, and the client learns nothing of it', async () => {
  const customer = await aCustomer(app);
  crash = new Error(
    `boom for ${customer.email}, Bearer ${customer.token}, +91 98123 45678, postgresql://shop:hunter2-canary@db/fab`,
  );

  const response = await app.http.post('/api/orders').send(anOrderBody()).set('X-Request-Id', 'canary-request-2');
  await settled('canary-request-2');

  expect(response.status).toBe(500);
  expect(response.body).toEqual({
    error: 'Internal server error',
    code: 'server.error',
    requestId: 'canary-request-2',
  });
  const logged = lines().find((line) => line['msg'] === 'unexpected error');
  expect(logged).toMatchObject({ level: 50, requestId: 'canary-request-2' });
  expect(logged?.['error']).toMatchObject({ stack: expect.stringContaining('boom for [e-mail]') });
  for (const secret of [customer.email, customer.token, '98123', 'hunter2-canary'])
    expect(written).not.toContain(secret);
});

test('the line of a request says what kind of caller it was, and not who', async () => {
  const customer = await aCustomer(app);

  await app.http.get('/auth/me').set(bearer(customer.token)).set('X-Request-Id', 'request-of-a-customer');
  await app.http.get('/auth/me').set('X-Request-Id', 'request-of-a-stranger');
  await settled('request-of-a-stranger');

  const [known, unknown] = ['request-of-a-customer', 'request-of-a-stranger'].map((id) =>
    lines().find((line) => line['requestId'] === id),
  );
  expect(known).toEqual({
    level: 30,
    time: expect.any(String),
    requestId: 'request-of-a-customer',
    route: 'GET /auth/me',
    status: 200,
    milliseconds: expect.any(Number),
    actor: 'customer',
    msg: 'request',
  });
  expect(unknown).toMatchObject({ status: 401, code: 'auth.required' });
  expect(unknown).not.toHaveProperty('actor');
});

test('an answer that fails half way is cut off, and its error goes to the log alone, as JSON and masked', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => printed.mockRestore());
  const express = createExpress().set('env', 'production');
  express.get('/half', (_request, response) => {
    response.write('half of it');
    throw new Error('broke off for canary.person@example.com');
  });
  express.use(errorHandler(createLogger('debug', destination)));
  const server = express.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');

  const cut = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/half`).then((answer) => answer.text());

  await expect(cut).rejects.toThrow();
  expect(lines().map((line) => line['msg'])).toEqual(['unexpected error']);
  expect(written).toContain('broke off for [e-mail]');
  expect(printed).not.toHaveBeenCalled();
});
