import { allStatusLabels, statusLabels } from '../../../src/modules/orders/index.js';
import { businessDays, formatDay } from '../../../src/shared/business-day.js';
import type { ReferenceDatabase } from './sql.js';

const UNFINISHED = `('AT_STORE', 'IN_TRANSIT_TO_FACTORY', 'AT_FACTORY', 'PROCESSING', 'QUALITY_CHECK', 'IN_TRANSIT_TO_STORE', 'RETURNED_TO_STORE')`;

/** The console's figures of the last `days` days, a few plain aggregates over the orders of those days. */
export async function dashboard(db: ReferenceDatabase, days: number) {
  const zone = businessDays('Asia/Kolkata');
  const today = zone.dayAt(new Date());
  const range = Array.from({ length: days }, (_, index) => today - days + 1 + index);
  const [from, to] = [db.toTime(zone.startOf(range[0] ?? today)), db.toTime(zone.startOf(today + 1))];
  const labels = new Map<string, number>(allStatusLabels.map((label) => [label, 0]));
  const salesData: { day: string; orders: number; revenue: number }[] = [];
  for (const day of range) {
    const rows = await db.all(
      `SELECT status, COUNT(*) AS orders, SUM(total_minor) AS total FROM orders WHERE created_at >= $1 AND created_at < $2 GROUP BY status`,
      db.toTime(zone.startOf(day)),
      db.toTime(zone.startOf(day + 1)),
    );
    for (const row of rows) {
      const label = statusLabels[row['status'] as keyof typeof statusLabels];
      labels.set(label, (labels.get(label) ?? 0) + Number(row['orders']));
    }
    const sold = rows.filter((row) => row['status'] !== 'CANCELLED');
    const sum = (column: string) => sold.reduce((total, row) => total + Number(row[column]), 0);
    salesData.push({ day: formatDay(day), orders: sum('orders'), revenue: sum('total') / 100 });
  }
  const popular = await db.all(
    `SELECT services.name, COUNT(DISTINCT line.order_id) AS orders FROM orders JOIN order_lines AS line ON line.order_id = orders.id
     JOIN services ON services.id = line.service_id WHERE orders.created_at >= $1 AND orders.created_at < $2 AND orders.status <> 'CANCELLED'
     GROUP BY services.id, services.name ORDER BY COUNT(DISTINCT line.order_id) DESC, services.id LIMIT 10`,
    from,
    to,
  );
  const count = async (text: string, ...values: unknown[]) => Number((await db.all(text, ...values))[0]?.['n']);
  return {
    totalRevenue: salesData.reduce((sum, day) => sum + day.revenue * 100, 0) / 100,
    totalOrders: salesData.reduce((sum, day) => sum + day.orders, 0),
    newCustomers: await count(
      'SELECT COUNT(*) AS n FROM customers WHERE created_at >= $1 AND created_at < $2',
      from,
      to,
    ),
    pendingPickups: await count(`SELECT COUNT(*) AS n FROM orders WHERE status = 'READY_FOR_DELIVERY'`),
    shipmentsInTransit: await count(`SELECT COUNT(*) AS n FROM transit_batches WHERE status = 'IN_TRANSIT'`),
    overdueOrders: await count(
      `SELECT COUNT(*) AS n FROM orders WHERE status IN ${UNFINISHED} AND pickup_date > '' AND pickup_date < $1`,
      formatDay(today),
    ),
    orderStatusData: [...labels].map(([name, value]) => ({ name, value })),
    servicePopularityData: popular.map((row) => ({ name: row['name'], orders: Number(row['orders']) })),
    salesData,
  };
}
