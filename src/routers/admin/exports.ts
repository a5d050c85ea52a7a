import { z } from 'zod';
import type { Config } from '../../config.js';
import type { Db } from '../../db/client.js';
import { CSV, type CsvPages, csvReply } from '../../http/csv-reply.js';
import { type AnyEndpoint, endpoint } from '../../http/endpoint.js';
import { exportServices, serviceColumns } from '../../modules/catalogue/index.js';
import { customerColumns, exportCustomers } from '../../modules/customers/index.js';
import type { Scope } from '../../modules/identity/index.js';
import { exportOrderLines, exportOrders, orderColumns, orderLineColumns } from '../../modules/orders/index.js';
import { adminsOnly } from '../audiences.js';
import { blankIsAbsent } from '../blank-is-absent.js';
import { customerFilters } from '../customer-record-endpoints.js';
import { orderFilters } from './orders.js';
import { serviceFilters } from './services.js';

const bom = blankIsAbsent(z.enum(['true', 'false']))
  .transform((text) => text === 'true')
  .meta({ description: 'Whether the file begins with a byte order mark, by which spreadsheets know UTF-8.' });

/** Whole lists as files for spreadsheets and other programs, with the filters of the lists. */
export const exportEndpoints: AnyEndpoint[] = [
  exportEndpoint(
    'exportOrders',
    'orders',
    'orders:read',
    'Orders, one row each',
    z.object({ ...orderFilters, bom }),
    orderColumns,
    exportOrders,
  ),
  exportEndpoint(
    'exportOrderLines',
    'order-lines',
    'orders:read',
    'Orders, one row for each of their lines',
    z.object({ ...orderFilters, bom }),
    orderLineColumns,
    exportOrderLines,
  ),
  exportEndpoint(
    'exportCustomers',
    'customers',
    'customers:read',
    'Customers with what their orders add up to',
    z.object({ ...customerFilters, bom }),
    customerColumns,
    exportCustomers,
  ),
  exportEndpoint(
    'exportServices',
    'services',
    'services:read',
    'The whole catalogue, inactive services included',
    z.object({ ...serviceFilters, bom }),
    serviceColumns,
    (db, shop, query) => exportServices(db, shop, query),
  ),
];

function exportEndpoint<Q extends z.ZodType<{ bom: boolean }>>(
  operationId: string,
  name: string,
  scope: Scope,
  what: string,
  query: Q,
  columns: readonly string[],
  rows: (db: Db, shop: Config, query: z.output<Q>) => CsvPages,
): AnyEndpoint {
  return endpoint({
    method: 'get',
    path: `/admin/api/${name}.csv`,
    operationId,
    summary: `${what}, as a CSV file; bom=true marks it as UTF-8 for spreadsheets`,
    access: adminsOnly,
    scope,
    query,
    reads: 'replica',
    status: 200,
    response: { file: [CSV] },
    errors: name === 'services' ? [] : ['search.too_broad'],
    handle: ({ query: asked }, { deps }) =>
      csvReply({ name, columns, pages: rows(deps.db, deps.config, asked as z.output<Q>), bom: asked.bom }),
  });
}
