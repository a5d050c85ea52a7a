import type { Located } from '../api-document.js';
import { anOrder, aService } from '../builders.js';
import { ADMIN, aCustomer, anAdmin, aWorker } from '../clients.js';
import { undocumented } from '../documented-answers.js';
import { anAddress, type PromiseServer } from '../promises/promise-server.js';
import type { DrawnRequest } from './arbitrary-request.js';

type Credential = Record<string, string>;
type Role = 'customer' | 'employee' | 'worker' | 'admin';

/** What a drawn request got wrong about the server: nothing, it is hoped. */
export type Finding = { request: string; problems: string[] };

/** Sends drawn requests to a server, remembers the ids it gives out, and logs in again whenever a request ended a login. */
export class FuzzSession {
  readonly #server: PromiseServer;
  readonly #patienceMs: number;
  readonly #ids: (string | number)[] = [1, 2, 3, 's1', 's2'];
  readonly #credentials = new Map<Role, Promise<Credential>>();
  readonly findings: Finding[] = [];
  sent = 0;
  accepted = 0;

  constructor(server: PromiseServer, patienceMs: number) {
    this.#server = server;
    this.#patienceMs = patienceMs;
  }

  /** Places orders to begin with, some of them ready to be delivered: a group of routes may have no way to make its own. */
  async begin(): Promise<void> {
    // Of a service of its own: whoever drew requests before may have withdrawn the seeded ones.
    const service = await aService(this.#server);
    for (let count = 0; count < 12; count += 1) {
      const { order } = await anOrder(this.#server, { serviceIds: [service] });
      this.#ids.push(order.id);
    }
    const ready = this.#ids.slice(-6).map(String);
    await this.#server.deps.db.order.updateMany({
      where: { id: { in: ready } },
      data: { status: 'READY_FOR_DELIVERY' },
    });
  }

  /** Sends all of them, a few at a time. */
  async sendAll(requests: readonly DrawnRequest[], atOnce = 4): Promise<void> {
    const queue = requests.values();
    const worker = async () => {
      for (const request of queue) await this.#send(request);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  async #send(drawn: DrawnRequest): Promise<void> {
    const { located } = drawn;
    const role = roleOf(drawn);
    const credential = role ? await this.#logIn(role) : {};
    const url = this.#urlOf(drawn);
    const body = this.#bodyOf(drawn);
    const request = `${located.method.toUpperCase()} ${url} ${String(body ?? '').slice(0, 500)}`;
    this.sent += 1;
    try {
      const response = await fetch(this.#server.url + url, {
        method: located.method,
        headers: { ...headersOf(drawn), ...credential, 'X-Forwarded-For': anAddress() },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(this.#patienceMs),
        redirect: 'manual',
      });
      const text = await response.text();
      const header = (name: string) => response.headers.get(name) ?? undefined;
      const seen = { status: response.status, header, body: isJson(header) ? text : '' };
      const problems = undocumented(located, seen);
      if (response.status >= 500) problems.push(`${response.status} ${text.slice(0, 200)}`);
      if (problems.length > 0) this.findings.push({ request, problems });
      if (response.status < 300) this.#learn(seen.body);
      if (response.status === 401 && role) this.#credentials.delete(role);
    } catch (error) {
      this.findings.push({ request, problems: [String(error)] });
    }
  }

  #learn(body: string): void {
    this.accepted += 1;
    if (body === '') return;
    JSON.parse(body, (key, value: unknown) => {
      if (key === 'id' && (typeof value === 'string' || typeof value === 'number')) this.#ids.push(value);
      return value;
    });
    if (this.#ids.length > 2_000) this.#ids.splice(5, 1_000);
  }

  #known(index: number): string | number {
    // Those given out last are most likely to be where something can still happen to them.
    return this.#ids.at(-1 - (index % Math.min(this.#ids.length, 50))) ?? 1;
  }

  #urlOf({ located, parameters }: DrawnRequest): string {
    let path = located.path;
    const query = new URLSearchParams();
    for (const { name, in: place, filling } of parameters) {
      const value = 'known' in filling ? this.#known(filling.known) : filling.value;
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(asSegment(text)));
      if (place === 'query') query.append(name, text.toWellFormed());
    }
    return query.size > 0 ? `${path}?${query}` : path;
  }

  #bodyOf({ located, body, knownIds }: DrawnRequest): string | undefined {
    const type = Object.keys(located.operation.requestBody?.content ?? {})[0];
    if (type === undefined) return undefined;
    if (type !== 'application/json') return String(body).toWellFormed();
    const withIds = fillIds(body, (offset) => this.#known(knownIds + offset));
    return JSON.stringify(withIds) ?? '';
  }

  #logIn(role: Role): Promise<Credential> {
    const known = this.#credentials.get(role) ?? logIn(this.#server, role);
    this.#credentials.set(role, known);
    return known;
  }
}

const ID_FIELDS = ['orderId', 'workerId', 'order_ids', 'barcode'];

/** The body with ids the server knows where it takes ids of records. */
function fillIds(body: unknown, known: (offset: number) => string | number): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const entries = Object.entries(body).map(([name, value], offset): [string, unknown] => {
    if (!ID_FIELDS.includes(name) || (typeof value === 'object') !== Array.isArray(value)) return [name, value];
    return [name, Array.isArray(value) ? [known(offset), known(offset + 1)] : known(offset)];
  });
  return Object.fromEntries(entries);
}

function headersOf({ located, parameters }: DrawnRequest): Record<string, string> {
  const type = Object.keys(located.operation.requestBody?.content ?? {})[0];
  const headers = parameters.filter(({ in: place }) => place === 'header');
  return {
    ...(type ? { 'Content-Type': type } : {}),
    ...Object.fromEntries(
      headers.flatMap(({ name, filling }) => {
        const text = 'value' in filling ? String(filling.value) : '';
        // What no HTTP client can send is no request.
        return /^[\x21-\x7e]+$/.test(text) ? [[name, text]] : [];
      }),
    ),
  };
}

function roleOf({ located, caller }: DrawnRequest): Role | undefined {
  if (caller === 'nobody') return undefined;
  const allowed = ROLES[located.operation.tags[0] ?? ''];
  if (caller === 'allowed') return allowed;
  return allowed === 'worker' ? 'customer' : 'worker';
}

const ROLES: Record<string, Role> = {
  'Customers and guests': 'customer',
  Employees: 'employee',
  'Delivery workers': 'worker',
  Admins: 'admin',
};

async function logIn(server: PromiseServer, role: Role): Promise<Credential> {
  if (role === 'customer') return (await aCustomer(server)).as();
  if (role === 'worker') return (await aWorker(server, 'WORKER')).as();
  if (role === 'employee') return (await aWorker(server, 'EMPLOYEE')).as();
  // A request may have renamed or deleted the account, or given it another password.
  const passwordHash = await server.deps.passwords.hash(ADMIN.password);
  await server.deps.db.adminUser.updateMany({
    where: { id: 1 },
    data: { username: ADMIN.username, passwordHash, deletedAt: null },
  });
  return anAdmin(server);
}

function asSegment(text: string): string {
  const segment = text.toWellFormed();
  return segment === '' || segment === '.' || segment === '..' ? '0' : segment;
}

function isJson(header: (name: string) => string | undefined): boolean {
  return header('Content-Type')?.startsWith('application/json') ?? false;
}

/** Whether an operation can be drawn: an answer that never ends cannot be waited for. */
export function ends({ operation }: Located): boolean {
  return !JSON.stringify(operation.responses).includes('text/event-stream');
}
