import { request } from 'node:http';
import type { Cookies } from './admins.js';
import type { TestApp } from './app.js';

/** A write that the server has taken up, session and all, and whose last byte is still to come. */
export async function unfinishedWrite(app: TestApp, path: string, session: Cookies, body: object) {
  const json = JSON.stringify(body);
  const headers = { ...session, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) };
  const sending = request(`${app.url}${path}`, { method: 'POST', headers, agent: false });
  const status = new Promise<number>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
  });
  await new Promise<void>((resolve) => sending.write(json.slice(0, -1), () => resolve()));
  // Two whole requests with the same session later, it has been taken up.
  for (let round = 0; round < 2; round += 1) await app.http.get('/admin/api/me').set(session);
  return {
    finish: (): Promise<number> => {
      sending.end(json.slice(-1));
      return status;
    },
  };
}
