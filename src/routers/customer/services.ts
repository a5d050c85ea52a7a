import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import { listServices, serviceWire } from '../../modules/catalogue/index.js';
import { pageQuery } from '../../shared/page.js';
import { everybody } from '../audiences.js';

export const serviceEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/services',
    operationId: 'listServices',
    summary: 'The services on offer; staff also see inactive ones',
    access: everybody,
    scope: 'services:read',
    query: z.object(pageQuery),
    reads: 'replica',
    status: 200,
    response: z.array(serviceWire),
    handle: async ({ query }, { deps, actor }) => pageReply(await listServices(deps, actor, query)),
  }),
];
