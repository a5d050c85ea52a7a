import Database from 'better-sqlite3';
import { werkzeugPbkdf2, werkzeugScrypt } from './werkzeug.js';

// The older server's models as SQLAlchemy creates them on SQLite.
const SCHEMA = `
CREATE TABLE service (id VARCHAR(20) NOT NULL, name VARCHAR(100) NOT NULL, price FLOAT NOT NULL, duration VARCHAR(50),
  status VARCHAR(20), usage_count INTEGER, category VARCHAR(50), PRIMARY KEY (id));
CREATE TABLE customer (id INTEGER NOT NULL, name VARCHAR(100) NOT NULL, email VARCHAR(120) NOT NULL, phone VARCHAR(20) NOT NULL,
  password_hash VARCHAR(256) NOT NULL, created_at DATETIME, PRIMARY KEY (id), UNIQUE (email));
CREATE TABLE worker (id INTEGER NOT NULL, name VARCHAR(100) NOT NULL, email VARCHAR(120) NOT NULL,
  password_hash VARCHAR(256) NOT NULL, created_at DATETIME, PRIMARY KEY (id), UNIQUE (email));
CREATE TABLE user (id INTEGER NOT NULL, name VARCHAR(100), email VARCHAR(120), PRIMARY KEY (id));
CREATE TABLE orders (id VARCHAR(20) NOT NULL, customer_name VARCHAR(100) NOT NULL, customer_email VARCHAR(120) NOT NULL,
  customer_phone VARCHAR(20) NOT NULL, service_id VARCHAR(20), service_name VARCHAR(100), pickup_date VARCHAR(50),
  special_instructions TEXT, total FLOAT NOT NULL, status VARCHAR(50) NOT NULL, created_at DATETIME, PRIMARY KEY (id),
  FOREIGN KEY(service_id) REFERENCES service (id));
CREATE TABLE transit_batch (id INTEGER NOT NULL, transit_id VARCHAR(50), type VARCHAR(50) NOT NULL, status VARCHAR(20) NOT NULL,
  created_by VARCHAR(100), created_at DATETIME, initiated_at DATETIME, received_at DATETIME, completed_at DATETIME, PRIMARY KEY (id));
CREATE TABLE transit_order (id INTEGER NOT NULL, transit_batch_id INTEGER NOT NULL, order_id VARCHAR(20) NOT NULL, PRIMARY KEY (id),
  FOREIGN KEY(transit_batch_id) REFERENCES transit_batch (id), FOREIGN KEY(order_id) REFERENCES orders (id));
CREATE TABLE delivery (id INTEGER NOT NULL, order_id VARCHAR(20), worker_id INTEGER, vehicle_id VARCHAR(50), driver_name VARCHAR(100),
  status VARCHAR(20), estimated_delivery DATETIME, actual_delivery DATETIME, created_at DATETIME, PRIMARY KEY (id));
CREATE TABLE track (id INTEGER NOT NULL, worker_id INTEGER NOT NULL, order_email VARCHAR(120), order_status VARCHAR(50),
  location VARCHAR(200), timestamp DATETIME, PRIMARY KEY (id));
`;

type Rows = Record<string, Record<string, unknown>[]>;

/** Writes a database of the older server with these rows, table by table. */
export function writeLegacy(path: string, rows: Rows): string {
  const db = new Database(path);
  // SQLite minds references only when told to, and nobody told it: orders named services by joined ids.
  db.pragma('foreign_keys = OFF');
  db.exec(SCHEMA);
  for (const [table, records] of Object.entries(rows)) {
    for (const record of records) {
      const columns = Object.keys(record);
      const places = columns.map(() => '?').join(', ');
      db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`).run(...Object.values(record));
    }
  }
  db.close();
  return path;
}

export const anOldOrder = (id: string, changes: Record<string, unknown> = {}) => ({
  id,
  customer_name: 'Jane Smith',
  customer_email: 'jane@example.com',
  customer_phone: '+1234567890',
  service_id: 's1,s2',
  service_name: 'Laundry,Dry Cleaning',
  pickup_date: '2024-01-15',
  special_instructions: 'Handle with care',
  total: 500.0,
  status: 'At Store',
  created_at: '2024-01-10 10:30:00.123456',
  ...changes,
});

/** A time as the older server wrote it. */
export const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().replace('T', ' ').replace('Z', '000');

export const JANES_PASSWORD = 'mypassword123';
export const RAVIS_PASSWORD = 'a worker of old';

/** A shop of the older server with something of everything, good and bad. */
export function anOldShop(): Rows {
  const batch = { created_by: 'Admin User', created_at: '2024-02-01 08:00:00.000000' };
  return {
    service: [
      { id: 's1', name: 'Laundry', price: 200.0, duration: '24h', status: 'Active', usage_count: 41, category: null },
      {
        id: 's2',
        name: 'Dry Cleaning',
        price: 300.0,
        duration: '48h',
        status: 'Active',
        usage_count: 3,
        category: 'Dry',
      },
      { id: 'chudidar', name: 'Wash, Iron & Fold', price: 90.1, duration: null, status: 'Inactive', usage_count: 0 },
    ],
    customer: [
      {
        id: 3,
        name: 'Jane Smith',
        email: 'jane@example.com',
        phone: '+1234567890',
        password_hash: werkzeugPbkdf2(JANES_PASSWORD),
        created_at: '2024-01-09 09:00:00.000001',
      },
      {
        id: 5,
        name: 'Only Ordered',
        email: 'ordered@example.com',
        phone: '1',
        password_hash: werkzeugPbkdf2('defaultpass'),
        created_at: '2024-01-09T09:00:00Z',
      },
      {
        id: 9,
        name: 'Jane Again',
        email: ' JANE@Example.com',
        phone: '2',
        password_hash: werkzeugScrypt('another password'),
        created_at: '2024-03-09 09:00:00',
      },
      {
        id: 11,
        name: 'Zubin Shroff',
        email: 'zubin@example.com',
        phone: '+919812345678',
        password_hash: werkzeugScrypt('zubins password'),
        created_at: '2024-01-09 14:30:00.5+05:30',
      },
    ],
    worker: [
      {
        id: 1,
        name: 'Employee',
        email: 'emp@emp.com',
        password_hash: werkzeugPbkdf2('emp'),
        created_at: '2024-01-01 00:00:00.000000',
      },
      {
        id: 4,
        name: 'Ravi Das',
        email: 'Ravi@Example.com',
        password_hash: werkzeugScrypt(RAVIS_PASSWORD),
        created_at: '2024-01-02 00:00:00.000000',
      },
    ],
    user: [{ id: 1, name: 'Console', email: 'console@example.com' }],
    orders: [
      anOldOrder('a1b2c3d4'),
      anOldOrder('e5f6a7b8', {
        customer_email: 'JANE@example.com',
        total: 100.0,
        service_id: 's1,s2,chudidar',
        service_name: 'Laundry,Dry Cleaning,Wash, Iron & Fold',
        status: 'Processing',
      }),
      anOldOrder('00000001', { status: 'In Transit to Factory' }),
      anOldOrder('00000002', { status: 'At Store' }),
      anOldOrder('00000003', {
        status: 'Ironing',
        created_at: daysAgo(10),
        customer_email: 'nobody.yet@example.com',
        customer_name: 'Nobody Yet',
      }),
      anOldOrder('00000004', { status: 'Delivered', service_id: 'gone1', service_name: 'Starching', total: 33.33 }),
      anOldOrder('00000005', { status: 'Out for Delivery', pickup_date: 'tomorrow' }),
      anOldOrder('00000006', { status: 'Out for Delivery' }),
      anOldOrder('00000007', {
        status: 'At Store',
        customer_email: 'zubin@example.com',
        customer_name: 'Zubin Shroff',
      }),
      anOldOrder('00000008', { status: 'At Factory', service_id: null, service_name: null, total: 10.0 }),
      anOldOrder('0000000a', { status: 'At Store' }),
      anOldOrder('LEGACY-9', { status: 'Ready for Delivery' }),
      anOldOrder('bad00001', { total: 'free' }),
    ],
    transit_batch: [
      {
        id: 2,
        transit_id: 'S2F-20240201080000',
        type: 'STORE_TO_FACTORY',
        status: 'COMPLETED',
        ...batch,
        initiated_at: '2024-02-01 09:00:00.000000',
        received_at: '2024-02-01 10:00:00.000000',
        completed_at: null,
      },
      {
        id: 3,
        transit_id: 'F2S-20240202080000',
        type: 'FACTORY_TO_STORE',
        status: 'COMPLETED',
        ...batch,
        initiated_at: '2024-02-02 09:00:00.000000',
        received_at: '2024-02-02 10:00:00.000000',
        completed_at: '2024-02-02 11:00:00.000000',
      },
      {
        id: 5,
        transit_id: null,
        type: 'STORE_TO_FACTORY',
        status: 'IN_TRANSIT',
        ...batch,
        initiated_at: '2024-02-03 09:00:00.000000',
        received_at: null,
        completed_at: null,
      },
      {
        id: 6,
        transit_id: 'S2F-20240204080000',
        type: 'STORE_TO_FACTORY',
        status: 'PENDING',
        ...batch,
        initiated_at: null,
        received_at: null,
        completed_at: null,
      },
      {
        id: 8,
        transit_id: 'S2F-lost',
        type: 'STORE_TO_FACTORY',
        status: 'LOST',
        ...batch,
        initiated_at: null,
        received_at: null,
        completed_at: null,
      },
    ],
    transit_order: [
      { transit_batch_id: 2, order_id: 'e5f6a7b8' },
      { transit_batch_id: 3, order_id: '00000007' },
      { transit_batch_id: 5, order_id: '00000001' },
      { transit_batch_id: 5, order_id: '0000000a' },
      { transit_batch_id: 5, order_id: '00000004' },
      { transit_batch_id: 6, order_id: '00000001' },
      { transit_batch_id: 6, order_id: '00000002' },
    ],
    delivery: [
      {
        id: 7,
        order_id: '00000006',
        worker_id: 4,
        vehicle_id: 'KA-01',
        driver_name: 'Ravi',
        status: 'in_transit',
        created_at: '2024-02-05 08:00:00.000000',
      },
      {
        id: 8,
        order_id: '00000004',
        worker_id: 77,
        vehicle_id: null,
        driver_name: null,
        status: 'delivered',
        created_at: '2024-02-05 08:00:00.000000',
      },
    ],
    track: [
      {
        id: 21,
        worker_id: 4,
        order_email: 'zubin@example.com',
        order_status: 'Picked Up',
        location: 'Bandra',
        timestamp: '2024-02-05 09:00:00.000000',
      },
      {
        id: 22,
        worker_id: 4,
        order_email: 'jane@example.com',
        order_status: 'Picked Up',
        location: 'Bandra',
        timestamp: '2024-02-05 09:00:00.000000',
      },
    ],
  };
}
