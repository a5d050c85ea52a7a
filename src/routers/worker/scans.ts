import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import { listTracksOf, recordScan, scanBody, trackWire } from '../../modules/scans/index.js';
import { pageQuery } from '../../shared/page.js';
import { deliveryWorkers } from '../audiences.js';
import { callerId } from '../caller-id.js';

export const scansEndpoints = [
  endpoint({
    method: 'post',
    path: '/worker/scan',
    summary: 'Record a scan by the caller; it starts or ends the delivery as its status says',
    access: deliveryWorkers,
    body: scanBody,
    missingSentence: 'Missing required fields',
    status: 201,
    response: z.strictObject({ message: z.literal('Scan recorded'), track: trackWire }),
    handle: ({ body }, { deps, actor }) => recordScan(deps, actor, callerId(actor), body),
  }),
  endpoint({
    method: 'get',
    path: '/worker/api/tracks',
    summary: 'The caller’s scans, newest first',
    access: deliveryWorkers,
    query: z.object(pageQuery),
    status: 200,
    response: z.array(trackWire),
    handle: async ({ query }, { deps, actor }) => pageReply(await listTracksOf(deps.db, callerId(actor), query)),
  }),
];
