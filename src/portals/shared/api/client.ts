import createClient, { type Middleware } from 'openapi-fetch';
import { currentToken, endSession } from '../session/session.js';
import type { paths } from './fabclean.d.ts';
import { Refusal, Unreachable } from './refusal.js';

const asPerson: Middleware = {
  onRequest({ request, schemaPath }) {
    const token = currentToken();
    if (token && schemaPath !== '/employee/login') request.headers.set('Authorization', `Bearer ${token}`);
    return request;
  },
  async onResponse({ response }) {
    if (response.status !== 401) return;
    const { code } = (await response.clone().json()) as { code?: string };
    // A wrong password that was typed is not about the login.
    if (code !== 'auth.invalid_credentials') endSession('refused');
  },
};

/** The API, checked by the compiler against the committed types of its document. */
export const api = createClient<paths>({ baseUrl: location.origin });
api.use(asPerson);

type Call<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** The answer of a call. Throws `Refusal` with the server's sentence, or `Unreachable`. */
export async function answered<T>(call: Call<T>): Promise<T> {
  return (await answeredWith(call)).data;
}

/** The same, with the response: its headers hold the length of a list and the tag of a record. */
export async function answeredWith<T>(call: Call<T>): Promise<{ data: T; response: Response }> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new Unreachable('unreachable', { cause });
  });
  if (response.ok) return { data: data as T, response };
  const body = typeof error === 'object' && error !== null ? error : {};
  throw new Refusal(response.status, body, response.headers.get('X-Request-Id'));
}
