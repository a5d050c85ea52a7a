import { expect } from 'vitest';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';
import { emailExists, invalidCredentials } from '../support/told.js';

const HIDDEN = /Hidden|0000000000|2020-01-02/;

promise(11, { title: 'no password works on an account that an order made' }, async (server) => {
  const email = anEmail();
  const { order, trackingToken } = await anOrder(server, { customerEmail: email });

  for (const password of ['defaultpass', 'null', email, order.id, trackingToken, ' ']) {
    const answer = await server.http.post('/auth/login').send({ email, password });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject(invalidCredentials);
  }
});

promise(11, { title: 'a stranger’s order shows nothing stored and changes nothing' }, async (server) => {
  const known = await aCustomer(server, { name: 'Hidden Name', phone: '+910000000000' });
  const stored = () => server.deps.db.customer.findUnique({ where: { id: known.id } });
  await server.deps.db.customer.update({
    where: { id: known.id },
    data: { createdAt: new Date('2020-01-02T03:04:05Z') },
  });
  const before = await stored();

  const body = await anOrder(server, {
    customerEmail: known.email.toUpperCase(),
    customerName: 'Sent Name',
    customerPhone: '+911234567890',
  });

  expect(body.customer).toEqual({
    id: known.id,
    name: 'Sent Name',
    email: known.email,
    phone: '+911234567890',
    createdAt: body.order.createdAt,
  });
  expect(JSON.stringify(body)).not.toMatch(HIDDEN);
  expect(await stored()).toEqual(before);
});

promise(11, { title: 'an account is claimed with proof only, without the stranger’s orders' }, async (server) => {
  const email = anEmail();
  const guest = await anOrder(server, { customerEmail: email });
  const stranger = await anOrder(server, { customerEmail: email, customerName: 'The Stranger' });
  const stored = () => server.deps.db.customer.findUnique({ where: { loginEmail: email }, include: { orders: true } });
  const before = await stored();
  const signUp = (orderToken: unknown) =>
    server.http.post('/auth/signup').send({ name: 'Claimed', email, phone: '2', password: PASSWORD, orderToken });

  for (const proof of [undefined, '', guest.order.id, stranger.trackingToken]) {
    const refused = await signUp(proof);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject(emailExists);
  }
  expect(await stored()).toEqual(before);
  const claimed = await signUp(guest.trackingToken);
  const list = await server.http.get('/api/orders').query({ email }).set(bearer(claimed.body.token));

  expect(claimed.status).toBe(201);
  expect(list.body.map((row: { id: string }) => row.id)).toEqual([guest.order.id]);
});

promise(11, { title: 'what staff hand out proves the account, a second claim does not' }, async (server) => {
  const email = anEmail();
  const staff = await aWorker(server, 'EMPLOYEE');
  const { trackingToken } = await anOrder(server, { customerEmail: email }, staff.token);
  const signUp = (password: string) =>
    server.http.post('/auth/signup').send({ name: 'Claimed', email, phone: '2', password, orderToken: trackingToken });

  expect((await signUp(PASSWORD)).status).toBe(201);
  expect((await signUp('the password of a thief')).body).toMatchObject(emailExists);
  expect((await server.http.post('/auth/login').send({ email, password: PASSWORD })).status).toBe(200);
});
