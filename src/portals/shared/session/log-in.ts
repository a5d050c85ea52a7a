import { answered, api } from '../api/client.js';
import { queryClient } from '../api/query-client.js';
import { beginSession, endSession } from './session.js';

/** Logs an employee in at this browser. Throws what the server refused. */
export async function logIn(email: string, password: string): Promise<void> {
  const since = Date.now();
  const { token, expiresAt, worker } = await answered(api.POST('/employee/login', { body: { email, password } }));
  // What somebody else saw here is not theirs to see.
  queryClient.clear();
  const { id, name } = worker;
  await beginSession({ token, since, until: Date.parse(expiresAt), person: { id, name, email: worker.email } });
}

/** Ends the login at the server and here; here also when the server cannot be reached. */
export async function logOut(): Promise<void> {
  await api.POST('/employee/logout').catch(() => null);
  endSession('loggedOut');
  queryClient.clear();
}
