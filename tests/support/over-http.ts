export type HttpAnswer = { status: number; headers: Headers; body: unknown };

/** A GET whose answer must be JSON. */
export async function getJson(url: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
  const response = await fetch(url, { headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export async function postJson(url: string, body: object): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Tries the documented first employee. */
export function logInAsEmployee(serverUrl: string): Promise<HttpAnswer> {
  return postJson(`${serverUrl}/employee/login`, { email: 'emp@emp.com', password: 'emp' });
}
