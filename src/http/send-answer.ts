import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { answerTag, namesTag, recordTag } from './conditions/index.js';
import type { AnyEndpoint } from './endpoint.js';
import { openEventStream, StreamReply } from './event-stream.js';
import { Reply } from './reply.js';
import { sendStream } from './send-stream.js';

const LONG = 16_384;
const JSON_TYPE = 'application/json; charset=utf-8';

/** Sends what a handler answered. What a GET answers has an ETag, and is 304 for a client that has it already; a stream is not known before it is sent. */
export async function sendAnswer(
  deps: Deps,
  declared: AnyEndpoint,
  request: Request,
  response: Response,
  result: unknown,
): Promise<void> {
  if (result instanceof StreamReply) return openEventStream(result, request, response);
  const reply = result instanceof Reply ? result : new Reply(result);
  const { body } = reply;
  response.status(declared.status).set(reply.headers);
  if (reply.nextCursor !== null) response.set('Link', `<${nextUrl(request, reply.nextCursor)}>; rel="next"`);
  if (body instanceof Readable) return sendStream(deps.unsent, body, request, response);
  const isJson = declared.response instanceof z.ZodType;
  // The views shape every answer; outside production their promise is checked, and a mismatch is our bug: 500.
  if (declared.response instanceof z.ZodType && deps.config.checksResponses) declared.response.parse(body);
  const content = isJson ? JSON.stringify(body) : (body as string | Buffer);
  const tag = tagOf(declared, body, content);
  if (tag !== null) response.set('ETag', tag);
  // Compared here and not by Express, which takes no 304 for an answer to fetch(): that sends `no-cache` beside the header.
  if (tag !== null && declared.method === 'get' && namesTag(request.get('If-None-Match'), tag)) {
    response.status(304).removeHeader('Content-Type');
    response.end();
    return;
  }
  if (isJson) response.setHeader('Content-Type', JSON_TYPE);
  sendContent(deps, content, request, response);
}

// Express's `send` would look for what to answer in the type, the tag and the method, all of which are known here.
function sendContent({ unsent }: Deps, content: string | Buffer, request: Request, response: Response): void {
  // A long text would stand in the heap twice while it is sent.
  const sent = typeof content === 'string' && content.length >= LONG ? Buffer.from(content) : content;
  const bytes = Buffer.byteLength(sent);
  response.setHeader('Content-Length', bytes);
  if (request.method === 'HEAD') response.end();
  else unsent.send(request, response, sent, bytes);
}

function tagOf({ method, resource }: AnyEndpoint, body: unknown, content: string | Buffer): string | null {
  if (resource && method !== 'delete') return recordTag(body as object, resource.followers, content);
  return method === 'get' ? answerTag(content) : null;
}

function nextUrl(request: Request, cursor: string): string {
  const [path, query] = request.originalUrl.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}
