import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare } from 'bcryptjs';
import jwt from 'jsonwebtoken';
import { serviceView } from '../../../src/modules/catalogue/service.view.js';
import { type BatchBody, type BatchMove, createBatch, moveBatch } from './batches.js';
import { dashboard } from './dashboard.js';
import { makeReady } from './move-order.js';
import { counterOrders, foundOrders, type List, ordersOf, readOrder } from './orders.js';
import { type OrderBody, placeOrder } from './place-order.js';
import { renderBarcode } from './render-barcode.js';
import { recordScan, type ScanBody } from './scan.js';
import type { ReferenceDatabase } from './sql.js';

export type Input = { params: Record<string, string>; query: URLSearchParams; body: unknown };
export type Output = { status: number; body: unknown; total?: number; png?: Buffer };
export type Route = { method: 'get' | 'post' | 'put'; path: string; answer: (input: Input) => Promise<Output> };

const ok = (body: unknown): Output => ({ status: 200, body });
const made = (body: unknown): Output => ({ status: 201, body });
const listed = ({ rows, total }: List): Output => ({ status: 200, body: rows, total });

/** What both references answer: the product's paths, meaning and bytes; no check of who calls with what. `barcodes` is a folder. */
export function referenceRoutes(db: ReferenceDatabase, barcodes: string): Route[] {
  const moves = (['initiate', 'receive', 'complete'] as const).map(
    (name: BatchMove): Route => ({
      method: 'put',
      path: `/admin/api/transit-batches/:id/${name}`,
      answer: async ({ params }) => ok(await moveBatch(db, Number(params['id']), name)),
    }),
  );
  return [
    { method: 'get', path: '/ping', answer: async () => ok({ message: 'pong' }) },
    { method: 'get', path: '/api/services', answer: async () => listed(await services(db)) },
    { method: 'post', path: '/api/orders', answer: async ({ body }) => made(await placeOrder(db, body as OrderBody)) },
    { method: 'post', path: '/auth/login', answer: async ({ body }) => ok(await logIn(db, body as Credentials)) },
    {
      method: 'get',
      path: '/api/orders',
      answer: async ({ query }) => listed(await ordersOf(db, query.get('email') ?? '')),
    },
    {
      method: 'get',
      path: '/api/orders/:id',
      answer: async ({ params }) => ok(await readOrder(db, params['id'] ?? '')),
    },
    {
      method: 'get',
      path: '/api/orders/:id/barcode.png',
      answer: async ({ params }) => barcode(barcodes, params['id'] ?? ''),
    },
    { method: 'get', path: '/employee/api/orders', answer: async () => listed(await counterOrders(db)) },
    {
      method: 'get',
      path: '/admin/api/orders',
      answer: async ({ query }) => listed(await foundOrders(db, query.get('q') ?? '')),
    },
    { method: 'get', path: '/admin/api/dashboard-summary', answer: async () => ok(await dashboard(db, 60)) },
    {
      method: 'post',
      path: '/admin/api/transit-batches',
      answer: async ({ body }) => made(await createBatch(db, body as BatchBody)),
    },
    ...moves,
    {
      method: 'put',
      path: '/employee/api/orders/:id/status',
      answer: async ({ params }) => ok(await makeReady(db, params['id'] ?? '')),
    },
    { method: 'post', path: '/worker/scan', answer: async ({ body }) => made(await recordScan(db, body as ScanBody)) },
  ];
}

async function services(db: ReferenceDatabase): Promise<List> {
  const rows = await db.all(
    `SELECT id, name, price_minor, duration, status, usage_count, category FROM services
     WHERE deleted_at IS NULL AND status = 'ACTIVE' ORDER BY created_at DESC, id LIMIT 1000`,
  );
  const views = rows.map((row) =>
    serviceView(
      {
        ...row,
        priceMinor: BigInt(Number(row['price_minor'])),
        usageCount: row['usage_count'],
        unit: 'PIECE',
        quantityDecimals: 0,
      } as Parameters<typeof serviceView>[0],
      'INR',
    ),
  );
  return { rows: views, total: rows.length };
}

type Credentials = { email: string; password: string };

async function logIn(db: ReferenceDatabase, { email, password }: Credentials) {
  const [row] = await db.all(
    'SELECT id, name, email, phone, password_hash, created_at FROM customers WHERE email = $1',
    email,
  );
  if (!row || !(await compare(password, String(row['password_hash']))))
    throw new Error('the credentials of the benchmark are wrong');
  const { id, name, phone } = row;
  const token = jwt.sign(
    { sub: `customer:${id}`, ver: 0, jti: crypto.randomUUID(), iss: 'fabclean', aud: 'fabclean-api' },
    'a secret of the benchmark, as long',
    { expiresIn: 3_600 },
  );
  return { token, customer: { id, name, email: row['email'], phone, createdAt: db.fromTime(row['created_at']) } };
}

async function barcode(folder: string, id: string): Promise<Output> {
  const path = join(folder, `${id}.png`);
  const stored = await readFile(path).catch(() => null);
  if (stored) return { status: 200, body: null, png: stored };
  const png = await renderBarcode(id);
  await writeFile(path, png);
  return { status: 200, body: null, png };
}
