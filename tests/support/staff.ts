import type { TestApp } from './app.js';
import { anEmail, aPhone } from './builders.js';
import { anAdmin } from './clients.js';

/** HTTP calls with the given credentials. */
export function callsAs(app: TestApp, headers: Record<string, string>) {
  return {
    get: (path: string, query: object = {}) => app.http.get(path).query(query).set(headers),
    post: (path: string, body: object) => app.http.post(path).set(headers).send(body),
    put: (path: string, body: object) => app.http.put(path).set(headers).send(body),
    delete: (path: string) => app.http.delete(path).set(headers),
  };
}

export type Calls = ReturnType<typeof callsAs>;

export async function callsAsAdmin(app: TestApp): Promise<Calls> {
  return callsAs(app, await anAdmin(app));
}

/** A customer entered by staff over HTTP; answers the 201 body. */
export async function aCustomerRecord(staff: Calls, changes: Record<string, unknown> = {}) {
  const body = { name: 'Lata Nair', email: anEmail(), phone: aPhone(), ...changes };
  const response = await staff.post('/admin/api/customers', body);
  if (response.status !== 201) throw new Error(`a customer was refused: ${response.status} ${response.text}`);
  return response.body;
}
