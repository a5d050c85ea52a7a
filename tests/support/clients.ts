import { randomBytes } from 'node:crypto';
import type { TestApp } from './app.js';
import { anEmail } from './builders.js';

export const PASSWORD = 'correct horse battery';

export type Account = { id: number; email: string; token: string; as: (token?: string) => { Authorization: string } };

/** A customer who signed up over HTTP. */
export async function aCustomer(app: TestApp, changes: Record<string, unknown> = {}): Promise<Account> {
  const body = { name: 'Meera Iyer', email: anEmail(), phone: '+919800000002', password: PASSWORD, ...changes };
  const response = await app.http.post('/auth/signup').send(body);
  if (response.status !== 201) throw new Error(`sign-up was refused: ${response.status} ${response.text}`);
  return account(response.body.customer.id, response.body.customer.email, response.body.token);
}

/** A worker of their own, logged in over HTTP through the portal of their role. */
export async function aWorker(app: TestApp, role: 'EMPLOYEE' | 'WORKER'): Promise<Account> {
  const email = `staff.${randomBytes(5).toString('hex')}@example.com`;
  const passwordHash = await app.deps.passwords.hash(PASSWORD);
  await app.deps.db.worker.create({ data: { name: 'Ravi Das', email, role, passwordHash } });
  const portal = role === 'EMPLOYEE' ? '/employee/login' : '/worker/login';
  const response = await app.http.post(portal).send({ email, password: PASSWORD });
  if (response.status !== 200) throw new Error(`login was refused: ${response.status} ${response.text}`);
  return account(response.body.worker.id, email, response.body.token);
}

export function bearer(token: string): { Authorization: string } {
  return { Authorization: `Bearer ${token}` };
}

export const ADMIN = { username: 'admin', password: 'the admin of the tests' };

/** An admin logged in over HTTP, as the headers that carry the session. */
export async function anAdmin(
  app: TestApp,
  credentials: { username: string; password: string } = ADMIN,
): Promise<{ Cookie: string }> {
  const response = await app.http.post('/admin/login').send(credentials);
  if (response.status !== 200) throw new Error(`admin login was refused: ${response.status} ${response.text}`);
  return { Cookie: String(response.headers['set-cookie']).split(';')[0] ?? '' };
}

function account(id: number, email: string, token: string): Account {
  return { id, email, token, as: (other = token) => bearer(other) };
}
