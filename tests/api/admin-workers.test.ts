import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { anAdmin, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { invalidToken } from '../support/told.js';

let app: TestApp;
let admin: { Cookie: string };
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const add = (body: object) => app.http.post('/admin/api/workers').set(admin).send(body);
const change = (id: number, body: object) => app.http.put(`/admin/api/workers/${id}`).set(admin).send(body);
const remove = (id: number) => app.http.delete(`/admin/api/workers/${id}`).set(admin);
const logIn = (email: string, password = PASSWORD) => app.http.post('/worker/login').send({ email, password });
const tracks = (token: string) => app.http.get('/worker/api/tracks').set(bearer(token));
const aBody = (changes: object = {}) => ({ name: 'Kiran', email: anEmail(), password: PASSWORD, ...changes });

test('a new worker is an employee unless the role says otherwise, and can log in at once', async () => {
  const body = aBody();

  const employee = await add({ ...body, email: ` ${body.email.toUpperCase()} `, id: 1, active: false });
  const worker = await add(aBody({ role: 'worker' }));

  expect(employee.status).toBe(201);
  expect(employee.body).toEqual({
    id: expect.any(Number),
    name: 'Kiran',
    email: body.email,
    role: 'employee',
    active: true,
    createdAt: expect.any(String),
  });
  expect(worker.body).toMatchObject({ role: 'worker', active: true });
  expect((await app.http.post('/employee/login').send({ email: body.email, password: PASSWORD })).status).toBe(200);
  const list = await app.http.get('/admin/api/workers').query({ limit: 2 }).set(admin);
  expect(list.body).toEqual([worker.body, employee.body]);
  expect(list.headers['link']).toContain('rel="next"');
  expect(Number(list.headers['x-total-count'])).toBeGreaterThan(2);
});

test.each([
  ['nothing', {}, 'Missing fields', ['email', 'name', 'password']],
  ['nulls', { name: null, email: null, password: null }, 'Missing fields', ['email', 'name', 'password']],
  ['a short password', aBody({ password: 'elevenchars' }), INVALID_SENTENCE, ['password']],
  ['73 bytes', aBody({ password: 'x'.repeat(73) }), INVALID_SENTENCE, ['password']],
  ['no role of ours', aBody({ role: 'admin' }), INVALID_SENTENCE, ['role']],
  ['no e-mail', aBody({ email: 'nobody' }), INVALID_SENTENCE, ['email']],
])('a new worker with %s is refused', async (_, body, error, paths) => {
  const response = await add(body);

  expect(response.status).toBe(400);
  expect(response.body.error).toEqual(error);
  expect(response.body.details.map((detail: { path: string }) => detail.path).toSorted()).toEqual(paths);
});

test('one e-mail is one worker, whether added or changed to', async () => {
  const [known, other] = [await aWorker(app, 'WORKER'), await aWorker(app, 'WORKER')];

  const answers = [await add(aBody({ email: known.email })), await change(other.id, { email: known.email })];

  for (const answer of answers) {
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: 'Email exists', code: 'worker.email_taken' });
  }
  expect((await logIn(other.email)).status).toBe(200);
});

test('of twenty workers added at once with one e-mail exactly one is', async () => {
  const email = anEmail();

  const answers = await Promise.all(Array.from({ length: 20 }, () => add(aBody({ email }))));

  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.body.error === 'Email exists')).toHaveLength(19);
});

test('a deleted worker is gone, the e-mail is free and the token dead; the record stays', async () => {
  const worker = await aWorker(app, 'WORKER');

  const response = await remove(worker.id);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Worker deleted' });
  expect((await tracks(worker.token)).body).toMatchObject(invalidToken);
  expect((await logIn(worker.email)).status).toBe(401);
  const list = await app.http.get('/admin/api/workers').set(admin);
  expect(list.body.map((row: { id: number }) => row.id)).not.toContain(worker.id);
  expect((await add(aBody({ email: worker.email }))).status).toBe(201);
  expect((await app.deps.db.worker.findUniqueOrThrow({ where: { id: worker.id } })).name).toBe('Ravi Das');
  for (const again of [await remove(worker.id), await change(worker.id, { name: 'X' }), await remove(999_999)]) {
    expect(again.status).toBe(404);
    expect(again.body).toMatchObject({ error: 'Worker not found', code: 'worker.not_found' });
  }
});

test('every change is in the audit, which names fields and no values', async () => {
  const { body: worker } = await add(aBody());

  await change(worker.id, { name: 'Somebody Else', password: 'a longer password' });
  await remove(worker.id);

  const entries = await app.deps.db.auditEntry.findMany({
    where: { entity: 'worker', entityId: String(worker.id) },
    orderBy: { id: 'asc' },
  });
  expect(entries.map((entry) => [entry.action, entry.detail])).toEqual([
    ['worker.created', 'role employee'],
    ['worker.updated', 'name, password'],
    ['worker.deleted', null],
  ]);
  expect(entries.every((entry) => entry.actor.startsWith('admin:'))).toBe(true);
});
