import { randomBytes } from 'node:crypto';
import type { TestApp } from './app.js';
import { anEmail } from './builders.js';
import { anAdmin } from './clients.js';

export const ADMIN_PASSWORD = 'a password of the console';

export type Cookies = { Cookie: string };

/** A console account of its own, made over HTTP, as `POST /admin/api/users` answered it. */
export async function anAdminAccount(app: TestApp, by: Cookies, changes: Record<string, unknown> = {}) {
  const username = `clerk-${randomBytes(5).toString('hex')}`;
  const body = { name: 'Lata Nair', email: anEmail(), username, password: ADMIN_PASSWORD, ...changes };
  const response = await app.http.post('/admin/api/users').set(by).send(body);
  if (response.status !== 201) throw new Error(`an admin was refused: ${response.status} ${response.text}`);
  return response.body as { id: number; name: string; email: string; username: string; createdAt: string };
}

/** Another console account, logged in. */
export async function anotherAdmin(app: TestApp, by: Cookies) {
  const user = await anAdminAccount(app, by);
  return { user, as: await anAdmin(app, { username: user.username, password: ADMIN_PASSWORD }) };
}

/** Whether the console lets this session in. */
export async function isLoggedIn(app: TestApp, session: Cookies): Promise<boolean> {
  const response = await app.http.get('/admin/api/me').set(session);
  if (response.status !== 200 && response.status !== 401) throw new Error(`/admin/api/me: ${response.status}`);
  return response.status === 200;
}
