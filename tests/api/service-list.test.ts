import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cookies } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAdmin } from '../support/clients.js';

let app: TestApp;
let admin: Cookies;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const PATH = '/admin/api/services';
const create = (body: object) => app.http.post(PATH).set(admin).send(body);

test('the list can be searched by name and status, in any case, and paged', async () => {
  const mark = 'Tablecloth';
  const ids: string[] = [];
  for (const name of [`${mark} small`, `${mark} large`, `${mark} old`]) {
    ids.unshift((await create({ name, price: 1, status: name.endsWith('old') ? 'Inactive' : 'Active' })).body.id);
  }
  const found = async (query: object) =>
    (await app.http.get(PATH).query(query).set(admin)).body.map((service: { id: string }) => service.id);

  expect(await found({ q: mark })).toEqual(ids);
  expect(await found({ q: 'tableCLOTH' })).toEqual(ids);
  expect(await found({ q: mark, status: 'Inactive' })).toEqual([ids[0]]);
  const first = await app.http.get(PATH).query({ q: mark, limit: 2 }).set(admin);
  expect(first.headers['x-total-count']).toBe('3');
  const next = /<(.*)>; rel="next"/.exec(first.headers['link'] ?? '')?.[1] ?? '';
  const second = await app.http.get(next).set(admin);
  expect([...first.body, ...second.body].map((service: { id: string }) => service.id)).toEqual(ids);
  expect(second.headers['link']).toBeUndefined();
  expect((await app.http.get(PATH).query({ status: 'gone' }).set(admin)).status).toBe(400);
});
