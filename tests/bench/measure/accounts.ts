import { ADMIN_PASSWORD } from './targets.js';

export const CUSTOMER = { email: 'regular@example.com', password: 'a password of the benchmark' };
const EMPLOYEE = { email: 'clerk@example.com', password: 'a password of the benchmark' };

type Server = { url: string };

/** Headers that open the product's routes; the references ask for none. */
export type Access = { admin: Record<string, string>; employee: Record<string, string> };

export const NO_ACCESS: Access = { admin: {}, employee: {} };

/** Makes the employee and the customer who log in later. */
export async function makeAccounts(product: Server): Promise<void> {
  const admin = await logInAdmin(product);
  await post(product, '/admin/api/workers', { name: 'Ravi Das', role: 'employee', ...EMPLOYEE }, admin);
  await post(product, '/auth/signup', { name: 'Meera Iyer', phone: '+919800000002', ...CUSTOMER });
}

export async function logInStaff(product: Server): Promise<Access> {
  const { body } = await post(product, '/employee/login', EMPLOYEE);
  const { token } = body as { token: string };
  return { admin: await logInAdmin(product), employee: { authorization: `Bearer ${token}` } };
}

/** Makes so many more employees and logs them in; the headers of each. */
export async function hireEmployees(
  product: Server,
  admin: Record<string, string>,
  count: number,
): Promise<Record<string, string>[]> {
  const headers: Record<string, string>[] = [];
  for (let number = 1; number <= count; number += 1) {
    const login = { email: `clerk.${number}@example.com`, password: EMPLOYEE.password };
    await post(product, '/admin/api/workers', { name: 'Ravi Das', role: 'employee', ...login }, admin);
    const { body } = await post(product, '/employee/login', login);
    headers.push({ authorization: `Bearer ${(body as { token: string }).token}` });
  }
  return headers;
}

async function logInAdmin(product: Server): Promise<Record<string, string>> {
  const { headers } = await post(product, '/admin/login', { username: 'admin', password: ADMIN_PASSWORD });
  return { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
}

async function post(target: Server, path: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${target.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return { headers: response.headers, body: (await response.json()) as unknown };
}
