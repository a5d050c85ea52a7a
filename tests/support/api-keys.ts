import type { Scope } from '../../src/modules/identity/scopes.js';
import type { TestApp } from './app.js';
import { anAdmin, bearer } from './clients.js';

/** A key made over HTTP by an admin: its record with the key, and the headers that carry it. */
export async function anApiKey(app: TestApp, scopes: readonly Scope[], changes: Record<string, unknown> = {}) {
  const body = { name: 'Accounts export', scopes, ...changes };
  const answer = await app.http
    .post('/admin/api/api-keys')
    .set(await anAdmin(app))
    .send(body);
  if (answer.status !== 201) throw new Error(`a key was refused: ${answer.status} ${answer.text}`);
  const { key, id } = answer.body as { key: string; id: number };
  return { id, key, record: answer.body, as: () => bearer(key) };
}
