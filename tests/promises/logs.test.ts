import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { bearer } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';

const REPLACED = [
  'short',
  'x'.repeat(65),
  'has a blank in it',
  'a"},{"level":60',
  'semi;colon;id',
  '../../../etc',
  '<script>1</script>',
];

promise(
  50,
  { title: 'an id is kept if it is sane, and every line of the log is one JSON object' },
  async (server, { figure }) => {
    const mine = `request-${randomBytes(6).toString('hex')}`;
    const kept = await server.http.get('/api/services').set('X-Request-Id', mine);
    const replaced = [];
    for (const id of REPLACED) replaced.push(await server.http.get('/nowhere').set('X-Request-Id', id));
    const ids = replaced.map(({ headers }) => headers['x-request-id'] ?? '');

    expect(kept.headers['x-request-id']).toBe(mine);
    for (const [index, id] of ids.entries()) {
      expect(id).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
      expect(id).not.toBe(REPLACED[index]);
      expect(replaced[index]?.body.requestId).toBe(id);
    }
    await expect.poll(() => server.stdout()).toContain(ids.at(-1));
    // Reading the log throws at a line that is not one JSON object.
    const lines = server.log();
    for (const id of [mine, ...ids]) expect(lines.filter((line) => line['requestId'] === id)).toHaveLength(1);
    figure('lines', lines.length);
  },
);

promise(
  51,
  {
    title: 'no password, token, cookie, e-mail or phone is logged, at debug level and in crashes',
    own: true,
    env: { LOG_LEVEL: 'debug' },
  },
  async (server, { figure }) => {
    const { http } = server;
    const [password, token, cookie] = ['canary-password-51', 'canary-token-51', 'canary-cookie-51'];
    const [email, phone] = ['canary.person51@example.com', '+919812355551'];
    const body = {
      name: password,
      email,
      phone,
      password,
      token,
      customerName: 'A B',
      customerEmail: email,
      customerPhone: phone,
    };
    await http.post('/auth/signup').send({ ...body, name: 'A B' });
    const account = await http.post('/auth/login').send({ email, password });
    await http.post('/auth/login').send({ email: password, password: email });
    await http.post(`/auth/login?password=${password}`).type('form').send({ email, password });
    await http.post('/auth/signup').type('json').send(`{"password": "${password}", ${email}`);
    await http.get(`/${password}/${email}`).set(bearer(token)).set('Cookie', `session=${cookie}`);
    await http
      .get('/auth/me')
      .set('Authorization', `Bearer ${token}`)
      .set('User-Agent', password)
      .set('X-Request-Id', email);
    await http.get(`/api/track/${token}`);
    await server.execute('ALTER TABLE order_lines RENAME TO order_lines_elsewhere');
    const crashed = await http
      .post('/api/orders')
      .send(anOrderBody({ customerEmail: email, customerPhone: phone, specialInstructions: password }));
    const { code, stdout, stderr } = await server.stop();

    expect(account.status).toBe(200);
    expect(crashed.status).toBeGreaterThanOrEqual(500);
    expect(code).toBe(0);
    expect(server.log().some(({ level }) => level >= 40)).toBe(true);
    const canaries = [password, token, cookie, email, phone, phone.slice(3), account.body.token as string];
    for (const canary of canaries) expect(stdout + stderr).not.toContain(canary);
    figure('canaries', canaries.length);
  },
);
