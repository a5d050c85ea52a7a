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
    operationId: 'recordScan',
    summary: 'Record a scan by the caller; it starts or ends the delivery as its status says',
    access: deliveryWorkers,
    body: scanBody,
    missingSentence: 'Missing required fields',
    status: 201,
    response: z.strictObject({ message: z.literal('Scan recorded'), track: trackWire }).meta({ id: 'RecordedScan' }),
    errors: [
      'order.not_found',
      'order.ambiguous',
      'request.contradiction',
      'delivery.not_yours',
      'order.illegal_move',
      'order.in_open_batch',
      'scan.ambiguous_email',
      'scan.outrun',
      'customer.erased',
    ],
    handle: ({ body }, { deps, actor }) => recordScan(deps, actor, callerId(actor), body),
  }),
  endpoint({
    method: 'get',
    path: '/worker/api/tracks',
    operationId: 'listOwnScans',
    summary: 'The caller’s scans, newest first',
    access: deliveryWorkers,
    query: z.object(pageQuery),
    reads: 'replica',
    status: 200,
    response: z.array(trackWire),
    handle: async ({ query }, { deps, actor }) => pageReply(await listTracksOf(deps.db, callerId(actor), query)),
  }),
];
