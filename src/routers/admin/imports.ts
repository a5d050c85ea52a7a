import { z } from 'zod';
import { CSV } from '../../http/csv-reply.js';
import { type AnyEndpoint, endpoint } from '../../http/endpoint.js';
import { importServices, servicesFile } from '../../modules/catalogue/index.js';
import { customersFile, importCustomers } from '../../modules/customers/index.js';
import { importReportWire } from '../../modules/imports/index.js';
import { adminsOnly } from '../audiences.js';
import { blankIsAbsent } from '../blank-is-absent.js';

const query = z.object({
  commit: blankIsAbsent(z.enum(['true', 'false']))
    .transform((text) => text === 'true')
    .meta({ description: 'Whether to write the rows; otherwise the answer tells what would be written.' }),
});

/** Lists that came from somewhere else, as CSV files. */
export const importEndpoints: AnyEndpoint[] = [
  importEndpoint('importServices', 'services', 'a price list', servicesFile, importServices),
  importEndpoint('importCustomers', 'customers', 'customers', customersFile, importCustomers),
];

function importEndpoint(
  operationId: string,
  name: string,
  what: string,
  body: typeof servicesFile,
  run: typeof importServices | typeof importCustomers,
): AnyEndpoint {
  return endpoint({
    method: 'post',
    path: `/admin/api/${name}/import`,
    operationId,
    summary: `Take in ${what} from a CSV file; a dry run unless commit=true, and then all rows or none`,
    access: adminsOnly,
    query,
    body,
    bodyType: CSV,
    status: 200,
    response: importReportWire,
    errors: ['import.bad_rows', 'import.outrun'],
    handle: (input, { deps, actor }) => run(deps, actor, input.body, input.query.commit),
  });
}
