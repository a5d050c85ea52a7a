/** A clerk who speaks to the API past the portal: to make data, and to see what the portal did. */
export async function clerkOf(url: string) {
  const call = async <T>(method: string, path: string, body?: unknown, token?: string): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const { token } = await call<{ token: string }>('POST', '/employee/login', { email: 'emp@emp.com', password: 'emp' });
  return {
    token,
    get: <T>(path: string) => call<T>('GET', path, undefined, token),
    post: <T>(path: string, body: unknown) => call<T>('POST', path, body, token),
    put: <T>(path: string, body: unknown) => call<T>('PUT', path, body, token),
  };
}
