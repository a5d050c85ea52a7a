import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';

/**
 * A middleware that sets the same headers on every answer, asked once what they are: helmet goes through fourteen functions for
 * them, and cors through six.
 */
export function sameHeaders(middleware: RequestHandler): RequestHandler {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'GET' });
  const asked = new ServerResponse(request);
  const headers = new Map<string, Parameters<Response['setHeader']>[1]>();
  asked.setHeader = (name, value) => {
    headers.set(name, value);
    return asked;
  };
  void middleware(request as Request, asked as Response, () => {});
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}
