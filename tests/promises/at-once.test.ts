import { expect } from 'vitest';
import { anotherAdmin, isLoggedIn } from '../support/admins.js';
import { aCustomer, anAdmin, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';

const NEW = 'another horse battery';

promise(10, { title: 'a changed password ends old tokens and the old password' }, async (server) => {
  const { http } = server;
  const [customer, bystander] = [await aCustomer(server), await aCustomer(server)];
  const employee = await aWorker(server, 'EMPLOYEE');
  const change = { current_password: PASSWORD, new_password: NEW };

  expect((await http.post('/auth/change-password').set(customer.as()).send(change)).status).toBe(200);
  expect((await http.post('/employee/change-password').set(employee.as()).send(change)).status).toBe(200);

  expect((await http.get('/auth/me').set(customer.as())).status).toBe(401);
  expect((await http.get('/employee/api/orders').set(employee.as())).status).toBe(401);
  expect((await http.get('/auth/me').set(bystander.as())).status).toBe(200);
  const logIn = (portal: string, email: string, password: string) => http.post(portal).send({ email, password });
  expect((await logIn('/auth/login', customer.email, PASSWORD)).status).toBe(401);
  expect((await logIn('/employee/login', employee.email, PASSWORD)).status).toBe(401);
  expect((await logIn('/auth/login', customer.email, NEW)).status).toBe(200);
  expect((await logIn('/employee/login', employee.email, NEW)).status).toBe(200);
});

promise(10, { title: 'block, deletion and another role count on the next request' }, async (server) => {
  const { http } = server;
  const admin = await anAdmin(server);
  const customer = await aCustomer(server);
  const [employee, worker] = [await aWorker(server, 'EMPLOYEE'), await aWorker(server, 'WORKER')];
  const put = (path: string, body: object) => http.put(path).set(admin).send(body);

  expect((await put(`/admin/api/customers/${customer.id}`, { status: 'blocked' })).status).toBe(200);
  expect((await put(`/admin/api/workers/${employee.id}`, { role: 'worker' })).status).toBe(200);
  expect((await http.delete(`/admin/api/workers/${worker.id}`).set(admin)).status).toBe(200);

  expect((await http.get('/auth/me').set(customer.as())).status).toBe(401);
  expect((await http.get('/employee/api/orders').set(employee.as())).status).toBe(403);
  expect((await http.get('/worker/api/tracks').set(employee.as())).status).toBe(200);
  expect((await http.get('/worker/api/tracks').set(worker.as())).status).toBe(401);
});

promise(10, { title: 'an admin ends the sessions of anyone' }, async (server) => {
  const { http } = server;
  const admin = await anAdmin(server);
  const [other, gone] = [await anotherAdmin(server, admin), await anotherAdmin(server, admin)];
  const worker = await aWorker(server, 'WORKER');

  await http.put(`/admin/api/users/${other.user.id}`).set(admin).send({ password: 'a wholly new password' });
  await http.delete(`/admin/api/users/${gone.user.id}`).set(admin);
  await http.put(`/admin/api/workers/${worker.id}`).set(admin).send({ password: 'a wholly new password' });

  expect([await isLoggedIn(server, other.as), await isLoggedIn(server, gone.as)]).toEqual([false, false]);
  expect((await http.get('/worker/api/tracks').set(bearer(worker.token))).status).toBe(401);
  expect(await isLoggedIn(server, admin)).toBe(true);
});
